package io.gatehouse.access;

import io.gatehouse.Requirement;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What classes and methods say of access themselves: all of it is asked. */
final class Words {
    /** Servlet 6.0 section 13.3: whoever is signed in. */
    private static final String SIGNED_IN = "**";

    private Words() {}

    /** The rule that elements of one rank make together; empty if none says anything. */
    static Optional<AccessRule> on(List<? extends AnnotatedElement> elements) {
        List<Annotation> words = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        for (AnnotatedElement element : elements) {
            List<Annotation> own = on(element);
            own.stream().filter(word -> !words.contains(word)).forEach(words::add);
            if (!own.isEmpty()) {
                sources.add(name(element));
            }
        }
        String source = String.join(" and ", sources);
        return words.isEmpty() ? Optional.empty() : Optional.of(rule(words, source));
    }

    static List<Annotation> on(AnnotatedElement element) {
        List<Annotation> words = new ArrayList<>();
        for (Annotation annotation : element.getDeclaredAnnotations()) {
            if (isWord(annotation)) {
                words.add(annotation);
            }
        }
        return words;
    }

    static String name(AnnotatedElement element) {
        return element instanceof Method method
                ? method.getDeclaringClass().getName() + "." + method.getName()
                : ((Class<?>) element).getName();
    }

    private static boolean isWord(Annotation annotation) {
        return annotation instanceof PermitAll
                || annotation instanceof DenyAll
                || annotation instanceof RolesAllowed
                || annotation instanceof SignedIn
                || annotation instanceof RequiresScope
                || annotation instanceof RequiresScheme
                || annotation instanceof RequiresFresh;
    }

    private static AccessRule rule(List<Annotation> words, String source) {
        // Jakarta Annotations 2.1 section 2.11 to 2.13 leave it open what two of these would mean together
        boolean lonely = words.stream().anyMatch(word -> word instanceof PermitAll || word instanceof DenyAll);
        if (lonely && words.size() > 1) {
            throw new IllegalStateException(source + " contradicts itself: " + words);
        }
        try {
            Requirement all = null;
            for (Annotation word : words) {
                Requirement one = requirement(word);
                all = all == null ? one : all.and(one);
            }
            return new AccessRule(Objects.requireNonNull(all), roles(words), source);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(source + ": " + e.getMessage(), e);
        }
    }

    private static Requirement requirement(Annotation word) {
        if (word instanceof RolesAllowed it) {
            return Set.of(it.value()).contains(SIGNED_IN) ? Requirement.signedIn() : Requirement.anyRole(it.value());
        }
        if (word instanceof RequiresScope it) {
            return Requirement.scopes(it.value());
        }
        if (word instanceof RequiresScheme it) {
            return Requirement.schemes(it.value());
        }
        if (word instanceof RequiresFresh it) {
            return Requirement.fresh(Duration.ofSeconds(it.seconds()));
        }
        if (word instanceof SignedIn) {
            return Requirement.signedIn();
        }
        return word instanceof PermitAll ? Requirement.anyone() : Requirement.nobody();
    }

    private static Optional<Set<String>> roles(List<Annotation> words) {
        @Nullable Annotation only = words.size() == 1 ? words.get(0) : null;
        if (only instanceof RolesAllowed it) {
            return Optional.of(Set.of(it.value()));
        }
        return only instanceof DenyAll ? Optional.of(Set.of()) : Optional.empty();
    }
}
