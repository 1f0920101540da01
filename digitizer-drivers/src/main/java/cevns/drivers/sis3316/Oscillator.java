package cevns.drivers.sis3316;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The on-board sample clock: a Si570 oscillator behind an I2C bus that register 0x40 drives step by
 * step. A step may not be repeated; a sequence that broke off is begun anew.
 */
final class Oscillator {

    /** Bits of register 0x40. */
    static final int ACK = 1 << 8;

    static final int START = 1 << 9;
    static final int REPEATED_START = 1 << 10;
    static final int STOP = 1 << 11;
    static final int WRITE = 1 << 12;
    static final int READ = 1 << 13;

    /** 7-bit address 0x55 and the direction. */
    static final int WRITE_ADDRESS = 0xAA;

    static final int READ_ADDRESS = 0xAB;

    /** Its registers: the divider, freezing, new frequency. */
    static final int DIVIDER = 13;

    static final int FREEZE = 137;
    static final int CONTROL = 135;

    private static final int DIVIDER_BYTES = 6;
    private static final int SECOND_BYTE = 0xC2;
    private static final int TRIES = 5;
    private static final int MOST_POLLS = 100;

    private final Sis3316Client client;

    Oscillator(Sis3316Client client) {
        this.client = client;
    }

    /** First byte of the divider for a frequency; −1 if it is none of the three [MHz]. */
    static int divider(double mhz) {
        return mhz == 250 ? 0x20 : mhz == 125 ? 0x21 : mhz == 62.5 ? 0x23 : -1;
    }

    /** Sets the frequency, one of 62.5, 125 and 250 MHz, and checks it. */
    CompletableFuture<Void> set(double mhz) {
        int divider = divider(mhz);
        return Steps.whole(TRIES, () -> setOnce(divider))
                .thenCompose(done -> Steps.whole(TRIES, this::readOnce))
                .thenCompose(
                        read ->
                                read == (divider << 8 | SECOND_BYTE)
                                        ? Steps.nothing()
                                        : Steps.refused(
                                                "the oscillator reads 0x%04X, 0x%04X was set"
                                                        .formatted(
                                                                read, divider << 8 | SECOND_BYTE)));
    }

    private CompletableFuture<Void> setOnce(int divider) {
        return Steps.each(
                List.of(
                        new int[] {WRITE_ADDRESS, FREEZE, 0x10},
                        new int[] {WRITE_ADDRESS, DIVIDER, divider, SECOND_BYTE},
                        new int[] {WRITE_ADDRESS, FREEZE, 0x00},
                        new int[] {WRITE_ADDRESS, CONTROL, 0x40}),
                bytes -> send(bytes).thenCompose(done -> step(STOP)).thenAccept(v -> {}));
    }

    private CompletableFuture<Void> send(int... bytes) {
        CompletableFuture<Void> chain = step(START).thenAccept(value -> {});
        for (int each : bytes) {
            chain = chain.thenCompose(done -> step(WRITE | each)).thenCompose(Oscillator::taken);
        }
        return chain;
    }

    private static CompletableFuture<Void> taken(int value) {
        return (value & ACK) != 0
                ? Steps.nothing()
                : Steps.refused("the oscillator does not acknowledge");
    }

    /** The first two bytes of the divider. */
    private CompletableFuture<Integer> readOnce() {
        int[] bytes = new int[DIVIDER_BYTES];
        CompletableFuture<Void> chain =
                send(WRITE_ADDRESS, DIVIDER).thenCompose(done -> send(READ_ADDRESS));
        for (int i = 0; i < DIVIDER_BYTES; i++) {
            int at = i;
            int acknowledge = i < DIVIDER_BYTES - 1 ? ACK : 0;
            chain =
                    chain.thenCompose(done -> step(READ | acknowledge))
                            .thenAccept(value -> bytes[at] = value & 0xFF);
        }
        return chain.thenCompose(done -> step(STOP)).thenApply(done -> bytes[0] << 8 | bytes[1]);
    }

    private CompletableFuture<Integer> step(int bits) {
        return client.writeOnce(Registers.OSCILLATOR_I2C, bits)
                .thenCompose(done -> idle(MOST_POLLS));
    }

    private CompletableFuture<Integer> idle(int left) {
        return client.read(Registers.OSCILLATOR_I2C)
                .thenCompose(
                        values -> {
                            if ((values[0] & Registers.BUSY) == 0) {
                                return CompletableFuture.completedFuture(values[0]);
                            }
                            return left > 0
                                    ? idle(left - 1)
                                    : Steps.refused("the oscillator's bus stays busy");
                        });
    }
}
