package cevns.web.dashboard;

import cevns.analysis.monitor.Trace;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;

/**
 * Answers {@code /api/waveforms?channels=a,b&columns=N&after=SEQ}: the last waveform of each of
 * these channels (all without {@code channels}), or 204 when there is none newer than {@code SEQ}.
 * A page asks again only after it has drawn, so a slow one builds no backlog. Confined to the event
 * loop.
 */
final class Waveforms {
    private static final int MOST_TRACES = 64;

    private final Feed feed;
    private List<Trace> newest = List.of();
    private long seq;

    Waveforms(Feed feed) {
        this.feed = feed;
    }

    void answer(RoutingContext context) {
        HttpServerResponse response = context.response();
        long after;
        int columns;
        try {
            after = number(context, "after", -1, Long.MAX_VALUE, -1);
            columns = (int) number(context, "columns", 1, WaveformMessage.MOST_COLUMNS, 1400);
        } catch (IllegalArgumentException e) {
            EventStream.plain(response, 400, e.getMessage());
            return;
        }
        List<Trace> traces = feed.traces();
        if (!traces.equals(newest)) {
            newest = traces;
            seq++;
        }
        response.putHeader("cache-control", "no-store");
        if (traces.isEmpty() || seq == after) {
            response.setStatusCode(204).end();
            return;
        }
        String channels = context.request().getParam("channels");
        Set<String> names = channels == null ? null : Set.of(channels.split(",", MOST_TRACES));
        List<Trace> chosen =
                traces.stream()
                        .filter(trace -> names == null || names.contains(trace.name()))
                        .limit(MOST_TRACES)
                        .toList();
        response.putHeader("content-type", "application/octet-stream");
        response.end(WaveformMessage.of(seq, chosen, columns));
    }

    private static long number(
            RoutingContext context, String key, long least, long greatest, long otherwise) {
        String text = context.request().getParam(key);
        if (text == null) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= greatest) {
                return value;
            }
        } catch (NumberFormatException e) {
            // answered below, like a number out of range
        }
        throw new IllegalArgumentException(
                key + ": " + text + " is not a whole number from " + least + " to " + greatest);
    }
}
