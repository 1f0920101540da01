package cevns.drivers;

import cevns.daq.record.TraceKind;
import cevns.drivers.CapturedRecords.Waveform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the reference answers say of one channel: samples as little-endian u16, waveform after
 * waveform, nothing between them.
 *
 * @param md5 over those bytes
 * @param sum of all samples
 */
public record ChannelSums(int waveforms, String md5, long sum, int smallest, int largest) {

    /** Over the traces of one kind. */
    public static ChannelSums of(List<Waveform> waveforms, int channel, TraceKind kind) {
        MessageDigest digest = newMd5();
        int count = 0;
        long sum = 0;
        int smallest = Integer.MAX_VALUE;
        int largest = 0;
        for (Waveform waveform : waveforms) {
            if (waveform.channel() != channel || waveform.trace() != kind) {
                continue;
            }
            count++;
            char[] samples = waveform.samples();
            ByteBuffer bytes =
                    ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
            for (char sample : samples) {
                bytes.putChar(sample);
                sum += sample;
                smallest = Math.min(smallest, sample);
                largest = Math.max(largest, sample);
            }
            digest.update(bytes.array());
        }
        String hex = HexFormat.of().formatHex(digest.digest());
        return new ChannelSums(count, hex, sum, smallest, largest);
    }

    /** Samples as numbers, for assertions. */
    public static int[] ints(char[] samples) {
        return IntStream.range(0, samples.length).map(i -> samples[i]).toArray();
    }

    private static MessageDigest newMd5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
