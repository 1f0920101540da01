package cevns.analysis.pulse;

/**
 * Peak finder: a peak is a run of at least so many consecutive samples at or above the threshold
 * (selection.md §1.3), widened by some samples on either side. On the way it sees whether a sample
 * is at the ADC's limit.
 *
 * <p>Nearly all samples of a trace are noise below the threshold. So the trace is taken in blocks
 * of 64 samples, four samples to a {@code long}, each in its 16 bits; with one bit of each left
 * free, one subtraction compares all four. Only blocks in which a sample may be above the threshold
 * are looked at one by one. A 16-bit sample has no free bit: its lowest one is shifted out for this
 * first look.
 */
final class HitFinder {

    private static final int BLOCK = 64;
    private static final long EACH = 0x0001_0001_0001_0001L;
    private static final long FREE = 0x8000L * EACH;

    private final double thresholdAdc;
    private final int minSamples;
    private final int widenBefore;
    private final int widenAfter;

    /**
     * A peak finder.
     *
     * @param thresholdAdc height above the baseline [ADC counts]
     * @param minSamples consecutive samples at or above it that make a peak, 1 or more
     * @param widenBefore samples added before a peak
     * @param widenAfter samples added behind a peak
     */
    HitFinder(double thresholdAdc, int minSamples, int widenBefore, int widenAfter) {
        this.thresholdAdc = thresholdAdc;
        this.minSamples = minSamples;
        this.widenBefore = widenBefore;
        this.widenAfter = widenAfter;
    }

    /** Finds the peaks of a trace that has a baseline, and whether a sample is at the limit. */
    void find(TracePulses into) {
        Samples samples = into.samples;
        double baseline = into.turnedBaseline;
        scan(samples, (int) Math.max(0, Math.ceil(baseline + thresholdAdc)), into);
        widenLast(samples.count(), into);
        for (int i = 0; i < into.count; i++) {
            measure(samples, baseline, i, into);
        }
    }

    /** Looks for saturation only, where there is no baseline to find peaks above. */
    void findSaturation(TracePulses into) {
        scan(into.samples, into.samples.full + 1, into);
    }

    /** Finds the runs of samples of {@code threshold} or more, and whether one is at a limit. */
    private void scan(Samples samples, int threshold, TracePulses into) {
        int n = samples.count();
        int full = samples.full;
        int shift = full > 0x7FFF ? 1 : 0;
        long kept = (0xFFFFL >>> shift) * EACH;
        long outside = (0xFFFF & ~full) * EACH;
        long flip = (samples.flip >>> shift) * EACH;
        // What is at the upper limit is above any threshold that can be reached.
        long level = (Math.min(threshold, full) >>> shift) * EACH;
        int runStart = -1;
        int i = 0;
        for (; i + BLOCK <= n; i += BLOCK) {
            long any = 0;
            long above = 0;
            long notZero = -1;
            for (int j = i; j < i + BLOCK; j += 4) {
                long raw = samples.four(j);
                long y = (((raw >>> shift) & kept) ^ flip) | FREE;
                any |= raw;
                above |= y - level;
                notZero &= y - EACH;
            }
            boolean high = (above & FREE) != 0 || (any & outside) != 0;
            if (high || (notZero & FREE) != FREE) {
                into.saturated = into.saturated || atLimit(samples, i, i + BLOCK);
            }
            if (high || runStart >= 0) {
                runStart = runs(mask(samples, i, i + BLOCK, threshold), i, runStart, into);
            }
        }
        // Fewer than 64 are left: the bits past the end are 0 and end a run that reaches it.
        into.saturated = into.saturated || atLimit(samples, i, n);
        runs(mask(samples, i, n, threshold), i, runStart, into);
    }

    private static boolean atLimit(Samples samples, int from, int to) {
        for (int i = from; i < to; i++) {
            int y = samples.at(i);
            if (y == 0 || y == samples.full) {
                return true;
            }
        }
        return false;
    }

    /** One bit for each sample of {@code [from, to)}, set where it is {@code threshold} or more. */
    private static long mask(Samples samples, int from, int to, int threshold) {
        long mask = 0;
        for (int i = from; i < to; i++) {
            long above = (threshold - 1 - samples.at(i)) >>> 31;
            mask |= above << (i - from);
        }
        return mask;
    }

    /**
     * Ends and begins runs as the bits of a block say.
     *
     * @param runStart first sample of the run that reaches into this block, or −1
     * @return first sample of the run that reaches its end, or −1
     */
    private int runs(long mask, int from, int runStart, TracePulses into) {
        int bit = 0;
        while (bit < BLOCK) {
            long next = (runStart < 0 ? mask : ~mask) >>> bit;
            if (next == 0) {
                break;
            }
            bit += Long.numberOfTrailingZeros(next);
            if (runStart < 0) {
                runStart = from + bit;
            } else {
                add(runStart, from + bit, into);
                runStart = -1;
            }
        }
        return runStart;
    }

    private void add(int first, int end, TracePulses into) {
        if (end - first < minSamples) {
            return;
        }
        widenLast(first, into);
        int i = into.next();
        int free = i == 0 ? 0 : into.stop[i - 1];
        into.crossing[i] = first;
        into.start[i] = Math.max(free, first - widenBefore);
        into.stop[i] = end;
    }

    /** Widens the last peak, up to {@code limit}. */
    private void widenLast(int limit, TracePulses into) {
        if (into.count > 0) {
            int last = into.count - 1;
            into.stop[last] = Math.min(limit, into.stop[last] + widenAfter);
        }
    }

    private void measure(Samples samples, double baseline, int i, TracePulses into) {
        long sum = 0;
        int highest = -1;
        int peak = 0;
        int start = into.start[i];
        int stop = into.stop[i];
        for (int j = start; j < stop; j++) {
            int y = samples.at(j);
            sum += y;
            if (y > highest) {
                highest = y;
                peak = j;
            }
        }
        into.peak[i] = peak;
        into.height[i] = highest - baseline;
        into.charge[i] = sum - baseline * (stop - start);
        into.onsetNs[i] =
                into.sampleNs()
                        * ConstantFraction.crossing(
                                samples, baseline + thresholdAdc, into.crossing[i]);
    }
}
