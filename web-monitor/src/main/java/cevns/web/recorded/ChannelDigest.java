package cevns.web.recorded;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedSet;
import java.util.TreeSet;

/** What {@code inspect} says of one channel: counts, times, and a checksum over all its samples. */
final class ChannelDigest {

    private final String label;
    private final MessageDigest raw = md5();
    private final MessageDigest averaged = md5();
    private final SortedSet<Integer> lengths = new TreeSet<>();
    private long waveforms;
    private long averagedWaveforms;
    private long sum;
    private long firstNs;
    private long lastNs;

    ChannelDigest(String label) {
        this.label = label;
    }

    /**
     * Takes the samples of one waveform.
     *
     * @param samples u16 little-endian from position to limit; left as it was
     */
    void raw(long timeNs, ByteBuffer samples) {
        if (waveforms++ == 0) {
            firstNs = timeNs;
        }
        lastNs = timeNs;
        lengths.add(samples.remaining() / 2);
        for (int at = samples.position(); at + 1 < samples.limit(); at += 2) {
            sum += samples.getShort(at) & 0xFFFF;
        }
        raw.update(samples.duplicate());
    }

    /** Takes the averaged samples that a device made besides. */
    void averaged(ByteBuffer samples) {
        averagedWaveforms++;
        averaged.update(samples.duplicate());
    }

    JsonObject json() {
        JsonObject json =
                new JsonObject()
                        .put("channel", label)
                        .put("waveforms", waveforms)
                        .put("samplesPerWaveform", new JsonArray(java.util.List.copyOf(lengths)))
                        .put("samplesMd5", HexFormat.of().formatHex(raw.digest()))
                        .put("samplesSum", sum)
                        .put("firstTimeNs", firstNs)
                        .put("lastTimeNs", lastNs);
        if (averagedWaveforms > 0) {
            json.put("averagedMd5", HexFormat.of().formatHex(averaged.digest()));
        }
        return json;
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
