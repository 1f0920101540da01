package cevns.analysis.pulse;

import cevns.daq.record.WaveformView;

/** From a time in a waveform to one on the source's clock, in integers of ps. */
final class HitTime {

    private HitTime() {}

    /** Time of {@code onsetNs} from the first sample [ns since the Unix epoch], rounded down. */
    static long ns(WaveformView waveform, double onsetNs) {
        return waveform.timeNs() + Math.floorDiv(pastTimeNs(waveform, onsetNs), 1000L);
    }

    /** What {@link #ns} leaves over, 0…999 ps. */
    static int ps(WaveformView waveform, double onsetNs) {
        return (int) Math.floorMod(pastTimeNs(waveform, onsetNs), 1000L);
    }

    /** Distance from the record's {@code timeNs}, which is the time of the trigger [ps]. */
    private static long pastTimeNs(WaveformView waveform, double onsetNs) {
        long toTrigger = (long) waveform.preTrigger() * waveform.sampleWidthPs();
        return waveform.picoseconds() - toTrigger + Math.round(onsetNs * 1000);
    }

    /** What every kind of hit promises of its time. */
    static void check(int picoseconds, double onsetNs) {
        if (picoseconds < 0 || picoseconds > 999) {
            throw new IllegalArgumentException("picoseconds " + picoseconds + " not in 0…999");
        }
        if (!Double.isFinite(onsetNs)) {
            throw new IllegalArgumentException("onsetNs " + onsetNs);
        }
    }
}
