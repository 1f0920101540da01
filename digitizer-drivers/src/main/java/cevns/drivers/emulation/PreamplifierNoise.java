package cevns.drivers.emulation;

/**
 * Noise of a preamplifier from a table made once for a sampling period: white noise and noise with
 * a memory (an Ornstein-Uhlenbeck process, whose spectrum falls as 1/f² above its corner), read
 * from a random place for each trace.
 */
final class PreamplifierNoise {

    private static final int SIZE = 1 << 20;

    private final GeSettings.Preamplifier settings;
    private final SeededRandom random;
    private final float[] table = new float[SIZE];
    private double sampleNs;

    PreamplifierNoise(GeSettings.Preamplifier settings, SeededRandom random) {
        this.settings = settings;
        this.random = random;
    }

    /**
     * Writes noise [ADC counts] to the begin of a trace; one longer than the table sees it again.
     */
    void fill(float[] trace, int n, double everyNs) {
        if (sampleNs != everyNs) {
            make(everyNs);
        }
        int place = random.below(Math.max(1, SIZE - n));
        for (int done = 0; done < n; done += SIZE) {
            System.arraycopy(table, place, trace, done, Math.min(SIZE - place, n - done));
            place = 0;
        }
    }

    private void make(double everyNs) {
        sampleNs = everyNs;
        double memory = StrictMath.exp(-everyNs / (1000 * settings.slowUs()));
        double kick = settings.slowRmsAdc() * StrictMath.sqrt(1 - memory * memory);
        double slow = settings.slowRmsAdc() * random.gaussian();
        for (int i = 0; i < SIZE; i++) {
            slow = memory * slow + kick * random.gaussian();
            table[i] = (float) (slow + settings.whiteRmsAdc() * random.gaussian());
        }
    }
}
