package cevns.drivers.sis3316;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Things done one after the other, each when the one before it has been answered. */
final class Steps {

    private Steps() {}

    static CompletableFuture<Void> nothing() {
        return CompletableFuture.completedFuture(null);
    }

    /** One step for each element, in order. */
    static <T> CompletableFuture<Void> each(
            Collection<T> all, Function<T, CompletableFuture<Void>> step) {
        CompletableFuture<Void> chain = nothing();
        for (T one : all) {
            chain = chain.thenCompose(done -> step.apply(one));
        }
        return chain;
    }

    /**
     * A sequence whose steps may not be repeated one by one: begun anew as a whole when an answer
     * was lost.
     *
     * @param tries how often it is begun
     */
    static <T> CompletableFuture<T> whole(int tries, Supplier<CompletableFuture<T>> sequence) {
        return sequence.get()
                .handle(
                        (value, failure) -> {
                            if (failure == null) {
                                return CompletableFuture.completedFuture(value);
                            }
                            if (tries <= 1 || !(cause(failure) instanceof NoAnswer)) {
                                return CompletableFuture.<T>failedFuture(cause(failure));
                            }
                            return whole(tries - 1, sequence);
                        })
                .thenCompose(next -> next);
    }

    /** What a future failed with, without its wrapping. */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }

    static <T> CompletableFuture<T> refused(String what) {
        return CompletableFuture.failedFuture(new BoardRefusal(what));
    }
}
