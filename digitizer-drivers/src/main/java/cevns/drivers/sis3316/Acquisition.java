package cevns.drivers.sis3316;

import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;

/**
 * The keys of a board's acquisition. A key is never touched a second time blindly: after a lost
 * answer the board's status says whether the first time has happened.
 */
final class Acquisition {

    private final Sis3316Client client;
    private final int tries;

    /**
     * @param tries how often a key is touched that has evidently not been felt
     */
    Acquisition(Sis3316Client client, int tries) {
        this.client = client;
        this.tries = tries;
    }

    /** Ends storing, so that a following {@link #arm} begins with an empty bank. */
    CompletableFuture<Void> disarm() {
        return certain(Registers.KEY_DISARM, status -> (status & Registers.ACQ_ARMED) == 0, tries);
    }

    /**
     * Closes the bank that is open, if one is, and opens another.
     *
     * @param bank 0 or 1
     */
    CompletableFuture<Void> arm(int bank) {
        int key = bank == 0 ? Registers.KEY_ARM_BANK_1 : Registers.KEY_ARM_BANK_2;
        return certain(key, status -> armedBank(status) == bank, tries);
    }

    /** The bank that is open, 0 or 1; −1 when none is. */
    static int armedBank(int status) {
        if ((status & Registers.ACQ_ARMED) == 0) {
            return -1;
        }
        return (status & Registers.ACQ_BANK_2) != 0 ? 1 : 0;
    }

    private CompletableFuture<Void> certain(int key, IntPredicate happened, int left) {
        return client.key(key)
                .handle((done, failure) -> failure)
                .thenCompose(
                        failure -> {
                            if (failure == null) {
                                return Steps.nothing();
                            }
                            Throwable cause = Steps.cause(failure);
                            if (!(cause instanceof NoAnswer) || left <= 1) {
                                return CompletableFuture.<Void>failedFuture(cause);
                            }
                            return status().thenCompose(
                                            status ->
                                                    happened.test(status)
                                                            ? Steps.nothing()
                                                            : certain(key, happened, left - 1));
                        });
    }

    /** The acquisition status, register 0x60. */
    CompletableFuture<Integer> status() {
        return client.read(Registers.ACQUISITION).thenApply(values -> values[0]);
    }
}
