package io.gatehouse.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of docs/annotations.md. */
class AccessRulesTest {
    @RolesAllowed("class")
    static class Annotated {
        @RolesAllowed("method")
        public void word() {}

        public void silent() {}

        @PermitAll
        public void open() {}

        @DenyAll
        public void closed() {}

        @SignedIn
        public void signedIn() {}

        @RequiresScope({"b", "a"})
        @RequiresScheme("api-key")
        public void several() {}

        @RolesAllowed({"a", "b"})
        public void anyOfTwo() {}

        @RolesAllowed("**")
        public void anybodySignedIn() {}

        @RequiresFresh(seconds = 300)
        public void fresh() {}
    }

    static class Plain {
        public void silent() {}

        @RolesAllowed("plain")
        public void word() {}
    }

    static class Heir extends Annotated {}

    @RolesAllowed("heir")
    static class SpeakingHeir extends Annotated {}

    static class OverridingHeir extends Annotated {
        @Override
        public void word() {}

        @Override
        public void silent() {}

        @Override
        @RolesAllowed("own")
        public void open() {}
    }

    @RolesAllowed("doubt")
    static class DoubtfulHeir extends Annotated {
        @Override
        public void word() {}

        @Override
        public void open() {}
    }

    @RolesAllowed("plain")
    static class AgreeingHeir extends Plain {
        @Override
        public void word() {}
    }

    @RolesAllowed("api")
    interface Api {
        @RolesAllowed("api-method")
        void word();

        void silent();
    }

    interface Other {
        @RequiresScope("other")
        void word();
    }

    interface Opening {
        @PermitAll
        void word();
    }

    static class Implementing implements Api {
        @Override
        public void word() {}

        @Override
        public void silent() {}
    }

    static class Both implements Api, Other {
        @Override
        public void word() {}

        @Override
        public void silent() {}
    }

    static class Torn implements Api, Opening {
        @Override
        public void word() {}

        @Override
        public void silent() {}
    }

    @SignedIn
    static class DoubtfulImplementing implements Api {
        @Override
        public void word() {}

        @Override
        public void silent() {}
    }

    interface Crud<T> {
        @RolesAllowed("crud")
        void save(T value);
    }

    static class Orders implements Crud<String> {
        @Override
        public void save(String value) {}

        public void save(Integer other) {}
    }

    static class Overloads {
        @RolesAllowed("text")
        public void take(String value) {}

        @RolesAllowed("number")
        public void take(Integer value) {}
    }

    /** Each takes what the one before may be given, and overrides nothing. */
    static class GenericOverloads {
        @RolesAllowed("admin")
        public void delete(Collection<String> all) {}

        @PermitAll
        public void delete(List<String> all) {}

        @RolesAllowed("admin")
        public <T> T save(T it) {
            return it;
        }

        @PermitAll
        public String save(String it) {
            return it;
        }
    }

    abstract static class Base<T> {
        abstract void put(T it);
    }

    static class Typed extends Base<String> {
        @Override
        @RolesAllowed("typed")
        void put(String it) {}

        @PermitAll
        void put(Integer it) {}
    }

    interface OpenApi {
        @PermitAll
        void silent();
    }

    @RolesAllowed("admin")
    static class Closed {
        public void silent() {}
    }

    static class OpenHeir extends Closed implements OpenApi {}

    record Row(Class<?> type, String method, String expected) {}

    static List<Row> rows() {
        return List.of(
                new Row(Annotated.class, "word", "role method"),
                new Row(Annotated.class, "silent", "role class"),
                new Row(Annotated.class, "open", "anyone"),
                new Row(Annotated.class, "closed", "nobody"),
                new Row(Annotated.class, "signedIn", "signed in"),
                new Row(Annotated.class, "several", "scope a and b, scheme api-key"),
                new Row(Annotated.class, "anyOfTwo", "role a or b"),
                new Row(Annotated.class, "anybodySignedIn", "signed in"),
                new Row(Annotated.class, "fresh", "login of the last 300 s"),
                new Row(Plain.class, "silent", "nothing"),
                // what is inherited as it is keeps its word; else the nearest class speaks
                new Row(Heir.class, "word", "role method"),
                new Row(Heir.class, "silent", "role class"),
                new Row(SpeakingHeir.class, "word", "role method"),
                new Row(SpeakingHeir.class, "silent", "doubt"),
                new Row(SpeakingHeir.class, "open", "anyone"),
                new Row(OpenHeir.class, "silent", "doubt"),
                // an overriding method without a word has that of the one it overrides
                new Row(OverridingHeir.class, "word", "role method"),
                new Row(OverridingHeir.class, "silent", "role class"),
                new Row(OverridingHeir.class, "open", "role own"),
                new Row(DoubtfulHeir.class, "word", "doubt"),
                new Row(DoubtfulHeir.class, "open", "doubt"),
                new Row(AgreeingHeir.class, "word", "role plain"),
                // interfaces
                new Row(Api.class, "word", "role api-method"),
                new Row(Api.class, "silent", "role api"),
                new Row(Implementing.class, "word", "role api-method"),
                new Row(Implementing.class, "silent", "role api"),
                new Row(Both.class, "word", "role api-method, scope other"),
                new Row(Torn.class, "word", "contradicts itself"),
                new Row(DoubtfulImplementing.class, "word", "doubt"),
                new Row(DoubtfulImplementing.class, "silent", "signed in"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void tellWhatHolds(Row row) throws Exception {
        AccessRules rules = new AccessRules();
        Method method = row.type().getMethod(row.method());
        if (row.expected().equals("doubt")) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> rules.of(row.type(), method))
                    .withMessageContaining("say on the method which one is meant");
        } else if (row.expected().startsWith("contradicts")) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> rules.of(row.type(), method))
                    .withMessageContaining(row.expected());
        } else {
            assertThat(words(rules.of(row.type(), method))).isEqualTo(row.expected());
        }
    }

    /** JAX-RS may name the interface's method, CDI a proxy's. */
    @Test
    void holdForTheMethodThatRunsWhicheverDeclarationIsAsked() throws Exception {
        AccessRules rules = new AccessRules();
        assertThat(words(rules.of(OverridingHeir.class, Annotated.class.getMethod("open"))))
                .isEqualTo("role own");
        assertThat(words(rules.of(Implementing.class, Api.class.getMethod("word"))))
                .isEqualTo("role api-method");
        class LikeAProxy extends Annotated {
            @Override
            public void several() {}
        }
        assertThat(words(rules.of(LikeAProxy.class, LikeAProxy.class.getMethod("several"))))
                .isEqualTo("scope a and b, scheme api-key");
    }

    @Test
    void findAGenericMethodOfAnInterface() throws Exception {
        AccessRules rules = new AccessRules();
        assertThat(words(rules.of(Orders.class, Orders.class.getMethod("save", String.class))))
                .isEqualTo("role crud");
        Method bridge = Arrays.stream(Orders.class.getMethods())
                .filter(Method::isBridge)
                .findFirst()
                .orElseThrow();
        assertThat(words(rules.of(Orders.class, bridge))).isEqualTo("role crud");
    }

    @Test
    void tellOverloadsApart() throws Exception {
        AccessRules rules = new AccessRules();
        assertThat(words(rules.of(Overloads.class, Overloads.class.getMethod("take", String.class))))
                .isEqualTo("role text");
        assertThat(words(rules.of(Overloads.class, Overloads.class.getMethod("take", Integer.class))))
                .isEqualTo("role number");
    }

    @Test
    void neverTakeOneOverloadForAnother() throws Exception {
        AccessRules rules = new AccessRules();
        Class<?> type = GenericOverloads.class;
        assertThat(words(rules.of(type, type.getMethod("delete", Collection.class))))
                .isEqualTo("role admin");
        assertThat(words(rules.of(type, type.getMethod("delete", List.class)))).isEqualTo("anyone");
        assertThat(words(rules.of(type, type.getMethod("save", Object.class)))).isEqualTo("role admin");
        assertThat(words(rules.of(type, type.getMethod("save", String.class)))).isEqualTo("anyone");
    }

    @Test
    void findWhatRunsByTheBridgeOfTheCompiler() throws Exception {
        AccessRules rules = new AccessRules();
        Method declared = Base.class.getDeclaredMethod("put", Object.class);
        assertThat(words(rules.of(Typed.class, declared))).isEqualTo("role typed");
    }

    @Test
    void tellContainersTheRolesOnlyIfNothingElseIsAsked() throws Exception {
        AccessRules rules = new AccessRules();
        assertThat(roles(rules, "anyOfTwo")).contains(Set.of("a", "b"));
        assertThat(roles(rules, "closed")).contains(Set.of());
        assertThat(roles(rules, "anybodySignedIn")).contains(Set.of("**"));
        assertThat(roles(rules, "several")).isEmpty();
        assertThat(roles(rules, "signedIn")).isEmpty();
    }

    @Nested
    class Contradictions {
        static class Contradicting {
            @PermitAll
            @RolesAllowed("a")
            public void openAndRole() {}

            @PermitAll
            @DenyAll
            public void openAndClosed() {}

            @DenyAll
            @SignedIn
            public void closedAndSignedIn() {}

            @PermitAll
            @RequiresScope("a")
            public void openAndScope() {}

            @RolesAllowed({})
            public void noRole() {}

            @RequiresScope({})
            public void noScope() {}

            @RequiresScope("a b")
            public void notAScope() {}

            @RequiresScheme({})
            public void noScheme() {}

            @RequiresScheme(" ")
            public void blankScheme() {}

            @RequiresFresh(seconds = 0)
            public void noTime() {}
        }

        static List<Method> methods() {
            return Arrays.stream(Contradicting.class.getDeclaredMethods())
                    .filter(method -> !method.isSynthetic())
                    .toList();
        }

        @ParameterizedTest
        @MethodSource("methods")
        void areErrorsThatNameTheMethod(Method method) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> new AccessRules().of(Contradicting.class, method))
                    .withMessageContaining(Contradicting.class.getName() + "." + method.getName());
        }
    }

    private static Optional<Set<String>> roles(AccessRules rules, String method) throws NoSuchMethodException {
        return rules.of(Annotated.class, Annotated.class.getMethod(method))
                .orElseThrow()
                .roles();
    }

    private static String words(Optional<AccessRule> rule) {
        return rule.map(it -> it.requirement().toString()).orElse("nothing");
    }
}
