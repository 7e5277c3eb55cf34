package io.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** In applications that do not have the optional bcrypt library. */
final class BcryptAbsentTest {
    private static final String BCRYPT = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";

    private final ClassLoader without = new WithoutBcrypt();

    @Test
    void aBcryptHashSaysWhatIsMissing() {
        assertThatThrownBy(() -> matches(BCRYPT))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("org.bouncycastle:bcprov-jdk18on")
                .hasMessageNotContaining("$2a$");
    }

    @Test
    void otherHashesWork() throws ReflectiveOperationException {
        String pbkdf2 = "$pbkdf2-sha256$i=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertThat(matches(pbkdf2)).isEqualTo(false);
        assertThat(matches("$argon2id$v=19$m=1024,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"))
                .isEqualTo(false);
    }

    private Object matches(String stored) throws ReflectiveOperationException {
        Object policy = type("Argon2Policy").getMethod("standard").invoke(null);
        Class<?> type = type("PasswordHashing");
        Object hashing =
                type.getMethod("of", policy.getClass(), SecureRandom.class).invoke(null, policy, new SecureRandom());
        Method matches = type.getMethod("matches", String.class, Optional.class);
        return matches.invoke(hashing, "U*U", Optional.of(stored));
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName("io.gatehouse.password." + name, true, without);
    }

    /** Defines our classes itself, so that what they need is looked for here. */
    private static final class WithoutBcrypt extends ClassLoader {
        WithoutBcrypt() {
            super(BcryptAbsentTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.bouncycastle.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("io.gatehouse.password.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
