package cevns.drivers.fcio;

import cevns.drivers.CapturedRecords;
import cevns.drivers.SharedData;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What independent parsers found in a shared file ({@code expected.json}), and how to compare. */
public final class ExpectedFile {

    private ExpectedFile() {}

    /** The entry of one file. */
    public static Config of(String name) {
        Config all = ConfigFactory.parseFile(SharedData.file("expected.json").toFile());
        return all.getConfig(quoted(name));
    }

    /** A key as a path. */
    public static String quoted(String key) {
        return com.typesafe.config.ConfigUtil.quoteString(key);
    }

    /** The waveforms of one channel, in order. */
    public static List<CapturedRecords.Waveform> channel(CapturedRecords all, int channel) {
        return all.waveforms.stream().filter(w -> w.channel() == channel).toList();
    }

    /** MD5 of their samples as little-endian u16, one behind the other. */
    public static String md5(List<CapturedRecords.Waveform> waveforms) {
        MessageDigest md5 = digest();
        for (CapturedRecords.Waveform waveform : waveforms) {
            for (char sample : waveform.samples()) {
                md5.update((byte) sample);
                md5.update((byte) (sample >> 8));
            }
        }
        return HexFormat.of().formatHex(md5.digest());
    }

    /** MD5 of the first two words of their extra: baseline and energy. */
    public static String headerMd5(List<CapturedRecords.Waveform> waveforms) {
        MessageDigest md5 = digest();
        waveforms.forEach(w -> md5.update(w.extra(), 0, 4));
        return HexFormat.of().formatHex(md5.digest());
    }

    /** Sum of their samples. */
    public static long sum(List<CapturedRecords.Waveform> waveforms) {
        long sum = 0;
        for (CapturedRecords.Waveform waveform : waveforms) {
            for (char sample : waveform.samples()) {
                sum += sample;
            }
        }
        return sum;
    }

    /** Element of a waveform's extra. */
    public static int extraInt(CapturedRecords.Waveform waveform, int at) {
        return java.nio.ByteBuffer.wrap(waveform.extra())
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .getInt(at);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
