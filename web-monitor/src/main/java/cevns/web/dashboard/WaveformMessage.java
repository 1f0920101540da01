package cevns.web.dashboard;

import cevns.analysis.monitor.Trace;
import cevns.daq.record.TriggerKind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Waveforms for the oscilloscope, as one binary answer, little-endian:
 *
 * <pre>
 *  0        4                  4 + length
 * +--------+------------------+----------------------------------+---
 * | length | JSON, UTF-8      | u16 samples of the first trace   | of the second …
 * +--------+------------------+----------------------------------+---
 * </pre>
 *
 * The JSON is padded with blanks so that the samples begin at a multiple of four. It holds {@code
 * seq} and {@code traces[]}, each with the components of {@link Trace} and {@code values}, the
 * number of u16 that are its. When {@code columns} is 0 these are its samples; else they are the
 * least and the greatest sample of each column, in turn.
 */
final class WaveformMessage {

    /** Most columns that a page may ask for. */
    static final int MOST_COLUMNS = 4096;

    private static final int MOST_PEAKS = 200;

    private WaveformMessage() {}

    static Buffer of(long seq, List<Trace> traces, int columns) {
        JsonArray list = new JsonArray();
        Buffer samples = Buffer.buffer();
        for (Trace trace : traces) {
            boolean whole = trace.samples().length <= 2 * columns;
            int values = whole ? trace.samples().length : 2 * columns;
            list.add(header(trace, whole ? 0 : columns, values));
            if (whole) {
                for (char sample : trace.samples()) {
                    samples.appendUnsignedShortLE(sample);
                }
            } else {
                appendEnvelope(samples, trace.samples(), columns);
            }
        }
        byte[] json =
                new JsonObject()
                        .put("seq", seq)
                        .put("traces", list)
                        .encode()
                        .getBytes(StandardCharsets.UTF_8);
        int padding = -json.length & 3;
        return Buffer.buffer()
                .appendIntLE(json.length + padding)
                .appendBytes(json)
                .appendString(" ".repeat(padding))
                .appendBuffer(samples);
    }

    /** Least and greatest sample of each column; no extreme of the trace is left out. */
    static void appendEnvelope(Buffer out, char[] samples, int columns) {
        for (int column = 0; column < columns; column++) {
            int from = (int) ((long) column * samples.length / columns);
            int to = (int) ((column + 1L) * samples.length / columns);
            char least = samples[from];
            char greatest = samples[from];
            for (int i = from + 1; i < to; i++) {
                least = samples[i] < least ? samples[i] : least;
                greatest = samples[i] > greatest ? samples[i] : greatest;
            }
            out.appendUnsignedShortLE(least).appendUnsignedShortLE(greatest);
        }
    }

    private static JsonObject header(Trace trace, int columns, int values) {
        JsonArray kinds = new JsonArray();
        for (TriggerKind kind : TriggerKind.values()) {
            if (kind.in(trace.kinds())) {
                kinds.add(kind.name().toLowerCase(Locale.ROOT));
            }
        }
        JsonArray peaks = new JsonArray();
        trace.peaks().stream()
                .limit(MOST_PEAKS)
                .forEach(
                        peak ->
                                peaks.add(
                                        new JsonObject()
                                                .put("start", peak.start())
                                                .put("stop", peak.stop())
                                                .put("size", known(peak.size()))));
        return new JsonObject()
                .put("name", trace.name())
                .put("source", trace.source())
                .put("channel", trace.channel())
                .put("triggerId", trace.triggerId())
                .put("kinds", kinds)
                .put("timeNs", trace.timeNs())
                .put("sampleWidthPs", trace.sampleWidthPs())
                .put("preTrigger", trace.preTrigger())
                .put("baselineAdc", known(trace.baselineAdc()))
                .put("samples", trace.samples().length)
                .put("columns", columns)
                .put("values", values)
                .put("peakCount", trace.peaks().size())
                .put("peaks", peaks);
    }

    private static Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
