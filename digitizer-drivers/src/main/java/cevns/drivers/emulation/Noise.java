package cevns.drivers.emulation;

/**
 * An input without light: the baseline and white electronic noise, from a table made once, read
 * from a random place for each trace. As good as new for anyone who looks at one trace at a time,
 * and as cheap as a copy: most samples of most traces see no light.
 */
final class Noise {

    /** Fixed point: so many steps to an ADC count, so that rounding comes after the sum. */
    static final int STEPS_PER_COUNT = 64;

    private static final int SIZE = 1 << 19;

    private final int[] table = new int[SIZE];
    private final char[] dark = new char[SIZE];
    private final int highest;

    Noise(CsiSettings.Readout readout, SeededRandom random) {
        highest = (1 << readout.adcBits()) - 1;
        int base = (int) (readout.baselineAdc() * STEPS_PER_COUNT) + STEPS_PER_COUNT / 2;
        for (int i = 0; i < SIZE; i++) {
            double noise = STEPS_PER_COUNT * readout.noiseRmsAdc() * random.gaussian();
            table[i] = base + (int) StrictMath.round(noise);
            dark[i] = sample(i, 0);
        }
    }

    /** A place to begin. */
    int place(SeededRandom random) {
        return random.below(SIZE);
    }

    /** Writes {@code n} samples without light, the first of them at a place. */
    void copy(int place, char[] samples, int n) {
        int done = 0;
        while (done < n) {
            int from = (place + done) & (SIZE - 1);
            int length = Math.min(n - done, SIZE - from);
            System.arraycopy(dark, from, samples, done, length);
            done += length;
        }
    }

    /** The sample at a place with light that pulls it down by so much [1/64 ADC count]. */
    char sample(int place, int light) {
        int value = (table[place & (SIZE - 1)] - light) / STEPS_PER_COUNT;
        return (char) Math.max(0, Math.min(highest, value));
    }
}
