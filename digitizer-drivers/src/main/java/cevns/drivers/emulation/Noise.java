package cevns.drivers.emulation;

/**
 * White electronic noise from a table made once, read from a random place for each trace: as good
 * as new for anyone who looks at one trace at a time, and as cheap as a copy.
 */
final class Noise {

    /** Fixed point: so many steps to an ADC count, so that rounding comes after the sum. */
    static final int STEPS_PER_COUNT = 64;

    private static final int SIZE = 1 << 19;

    private final int[] table = new int[SIZE];

    Noise(double rmsAdc, SeededRandom random) {
        for (int i = 0; i < SIZE; i++) {
            table[i] = (int) StrictMath.round(STEPS_PER_COUNT * rmsAdc * random.gaussian());
        }
    }

    /** A place to begin. */
    int place(SeededRandom random) {
        return random.below(SIZE);
    }

    /** Noise [1/64 ADC count] of a sample. */
    int at(int place) {
        return table[place & (SIZE - 1)];
    }
}
