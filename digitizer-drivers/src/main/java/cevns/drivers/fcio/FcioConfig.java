package cevns.drivers.fcio;

import java.util.ArrayList;
import java.util.List;

/**
 * How a FlashCam system was set up: the Config record. One frame each, in this order, the last two
 * absent in old files.
 *
 * @param adcs ADC traces
 * @param triggers trigger traces, of the 12-bit firmware
 * @param eventSamples samples of a trace
 * @param blPrecision steps of the baseline field in one ADC count
 * @param sumLength samples of the FPGA's integrator
 * @param adcBits 12 (250 MHz) or 16 (62.5 MHz)
 * @param masterCards how many
 * @param triggerCards how many
 * @param adcCards how many
 * @param gps 0 free running; else locked to an external PPS, allowed deviation [µs]
 * @param traceMap for each trace (card address &lt;&lt; 16) + input; empty when the file has none
 * @param streamId low 16 bits are the listener; 0 when the file has none
 */
public record FcioConfig(
        int adcs,
        int triggers,
        int eventSamples,
        int blPrecision,
        int sumLength,
        int adcBits,
        int masterCards,
        int triggerCards,
        int adcCards,
        int gps,
        List<Integer> traceMap,
        int streamId) {

    private static final int TRACE_MAP = 10;
    private static final int STREAM_ID = 11;

    public FcioConfig {
        traceMap = List.copyOf(traceMap);
    }

    /** Reads a Config record; {@link #problem} says whether it can be believed. */
    static FcioConfig of(FcioRecord record) {
        List<Integer> map = new ArrayList<>();
        int listed = Math.min(record.length(TRACE_MAP) / 4, FcioFrame.MAX_TRACES);
        for (int i = 0; i < listed; i++) {
            map.add(record.intAt(TRACE_MAP, i));
        }
        return new FcioConfig(
                record.intAt(0, 0),
                record.intAt(1, 0),
                record.intAt(2, 0),
                record.intAt(3, 0),
                record.intAt(4, 0),
                record.intAt(5, 0),
                record.intAt(6, 0),
                record.intAt(7, 0),
                record.intAt(8, 0),
                record.intAt(9, 0),
                map,
                record.intAt(STREAM_ID, 0));
    }

    /** What is beyond the limits of the format; empty when nothing is. */
    public String problem() {
        if (adcs < 0 || triggers < 0 || (long) adcs + triggers > FcioFrame.MAX_TRACES) {
            return String.format(
                    "%d + %d traces, at most %d", adcs, triggers, FcioFrame.MAX_TRACES);
        }
        if (eventSamples < 0 || eventSamples > FcioFrame.MAX_SAMPLES) {
            return eventSamples + " samples, at most " + FcioFrame.MAX_SAMPLES;
        }
        if ((long) traces() * traceBytes() > FcioFrame.MAX_FRAME) {
            return String.format(
                    "%d traces of %d samples, at most %d bytes",
                    traces(), eventSamples, FcioFrame.MAX_FRAME);
        }
        if (adcBits != 12 && adcBits != 16) {
            return adcBits + "-bit firmware, 12 or 16 expected";
        }
        return "";
    }

    /** All traces, ADC and trigger. */
    public int traces() {
        return adcs + triggers;
    }

    /** Bytes of one trace with its two header words. */
    public int traceBytes() {
        return 2 * (eventSamples + FcioFrame.TRACE_HEADER);
    }

    /** Time from sample to sample [ps]. */
    public int sampleWidthPs() {
        return adcBits == 12 ? 4_000 : 16_000;
    }
}
