package io.gatehouse.password;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** Quick in place of slow, and counts: how often, and how many at once. */
final class FakeArgon2 implements Argon2Function {
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();
    private volatile Runnable during = () -> {};

    @Override
    public byte[] compute(int memoryKiB, int iterations, int parallelism, byte[] password, byte[] salt, int length) {
        calls.incrementAndGet();
        mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            during.run();
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            digest.update(ByteBuffer.allocate(12)
                    .putInt(memoryKiB)
                    .putInt(iterations)
                    .putInt(parallelism)
                    .array());
            digest.update(salt);
            return Arrays.copyOf(digest.digest(password), length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } finally {
            running.decrementAndGet();
        }
    }

    /** What happens while a hash is computed. */
    void during(Runnable value) {
        during = value;
    }

    int calls() {
        return calls.get();
    }

    int mostAtOnce() {
        return mostRunning.get();
    }
}
