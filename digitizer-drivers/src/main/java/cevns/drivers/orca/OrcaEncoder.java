package cevns.drivers.orca;

import cevns.drivers.fcio.FcioConfig;
import cevns.drivers.fcio.FcioEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes ORCA streams, as emulators and tests need them. */
final class OrcaEncoder {

    /** Ids of a long record lie this far up. */
    private static final int ID_STEP = 1 << 18;

    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private ByteBuffer bytes;

    /**
     * @param order of the machine that writes
     * @param decoders names of decoders, which get the ids 1, 2, … in this order
     */
    OrcaEncoder(ByteOrder order, String... decoders) {
        bytes = ByteBuffer.allocate(1 << 12).order(order);
        for (String decoder : decoders) {
            ids.put(decoder, (ids.size() + 1) * ID_STEP);
        }
    }

    /**
     * A header record.
     *
     * @param more further keys and values of the property list, as XML
     */
    OrcaEncoder header(String more) {
        StringBuilder xml = new StringBuilder();
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC ");
        xml.append("\"-//Apple//DTD PLIST 1.0//EN\" ");
        xml.append("\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n");
        xml.append("<plist version=\"1.0\"><dict><key>dataDescription</key><dict>");
        ids.forEach(
                (decoder, id) ->
                        xml.append("<key>")
                                .append(id)
                                .append("</key><dict><key>Record</key>")
                                .append("<dict><key>dataId</key><integer>")
                                .append(id)
                                .append("</integer><key>decoder</key><string>")
                                .append(decoder)
                                .append("</string></dict></dict>"));
        return headerText(xml.append("</dict>").append(more).append("</dict></plist>").toString());
    }

    /** A header record of any text. */
    OrcaEncoder headerText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int words = 2 + (utf8.length + 3) / 4;
        room(4 * words).putInt(words).putInt(utf8.length).put(utf8);
        bytes.put(new byte[4 * words - 8 - utf8.length]);
        return this;
    }

    /** A run record; flags as in {@link OrcaRun}. */
    OrcaEncoder run(int flags, int run, int unixTime) {
        return record("ORRunDecoderForRun", flags, run, unixTime);
    }

    /** A record of the long form, or of the extended one when it is too long for that. */
    OrcaEncoder record(String decoder, int... words) {
        int length = words.length + 1;
        if (length > OrcaFrame.LONG_LENGTH) {
            room(8 + 4 * words.length).putInt(id(decoder)).putInt(length + 1);
        } else {
            room(4 * length).putInt(id(decoder) | length);
        }
        for (int word : words) {
            bytes.putInt(word);
        }
        return this;
    }

    /** One word as it is. */
    OrcaEncoder word(int word) {
        room(4).putInt(word);
        return this;
    }

    /** An FCIO payload, in the extended form, padded to whole words. */
    OrcaEncoder fcio(String decoder, int stream, FcioEncoder payload) {
        byte[] fcio = payload.bytes();
        int words = 3 + (fcio.length + 3) / 4;
        room(4 * words).putInt(id(decoder)).putInt(words).putInt(stream).put(fcio);
        bytes.put(new byte[4 * words - 12 - fcio.length]);
        return this;
    }

    /** The configuration of a FlashCam listener, with a trace map of 2400 slots. */
    OrcaEncoder listenerConfig(int listener, FcioConfig config) {
        int[] words = new int[12 + 2400];
        int[] head = {
            1 << 16 | listener,
            config.streamId(),
            config.adcs(),
            config.triggers(),
            config.eventSamples(),
            config.adcBits(),
            config.sumLength(),
            config.blPrecision(),
            config.masterCards(),
            config.triggerCards(),
            config.adcCards(),
            config.gps()
        };
        System.arraycopy(head, 0, words, 0, head.length);
        for (int i = 0; i < config.traceMap().size(); i++) {
            words[head.length + i] = config.traceMap().get(i);
        }
        return record("ORFlashCamListenerConfigDecoder", words);
    }

    /** One FlashCam trace; the three arrays as long as {@link FlashCamTrace} has them. */
    OrcaEncoder flashCamTrace(
            int crate, int slot, int trace, FcioEncoder.Fields event, char[] words) {
        int samples = words.length - 2;
        int[] record = new int[19 + (samples + 1) / 2];
        record[0] = 3 << 28 | 17 << 22 | samples << 6 | event.type();
        record[1] = crate << 27 | slot << 22 | trace;
        System.arraycopy(event.timeOffset(), 0, record, 2, 7);
        System.arraycopy(event.deadRegion(), 0, record, 9, 5);
        System.arraycopy(event.timeStamp(), 0, record, 14, 4);
        pack(words, record, 18);
        return record(FlashCamTrace.ADC_WAVEFORM, record);
    }

    /**
     * One SIS3302 trigger.
     *
     * @param location crate, card, channel
     * @param wrapIndex where the ring of samples begins; −1 for a trace that is none
     */
    OrcaEncoder sis3302(
            int[] location, long stamp, int wrapIndex, char[] samples, int[] energy, int flags) {
        int head = wrapIndex < 0 ? 5 : 7;
        int[] record = new int[head + samples.length / 2 + energy.length + 4];
        record[0] = location(location) | (wrapIndex < 0 ? 0 : 1);
        record[1] = samples.length / 2;
        record[2] = energy.length;
        record[3] = (int) (stamp >>> 32) << 16 | location[2] & 7;
        record[4] = (int) stamp;
        if (wrapIndex >= 0) {
            record[5] = samples.length;
            record[6] = wrapIndex;
        }
        pack(samples, record, head);
        int at = head + samples.length / 2;
        System.arraycopy(energy, 0, record, at, energy.length);
        at += energy.length;
        record[at] = energy.length == 0 ? 0 : energy[energy.length - 1];
        record[at + 1] = energy.length == 0 ? 0 : energy[0];
        record[at + 2] = flags;
        record[at + 3] = Sis3302Reader.END;
        return record("ORSIS3302DecoderForEnergy", record);
    }

    /**
     * SIS3316 hits of one channel, all of equal length.
     *
     * @param location crate, card, channel
     * @param headerWords words of the header of a hit; 0 as ORCA itself writes it
     * @param hits the hits as the board stores them, little-endian
     */
    OrcaEncoder sis3316(int[] location, int headerWords, byte[]... hits) {
        int words = hits.length == 0 ? 0 : hits[0].length / 4;
        int[] record = new int[9 + hits.length * words];
        record[0] = location(location);
        record[1] = hits.length;
        record[2] = words;
        record[3] = headerWords == 0 ? 0 : hits.length;
        record[4] = headerWords;
        int at = 9;
        for (byte[] hit : hits) {
            ByteBuffer.wrap(hit)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asIntBuffer()
                    .get(record, at, words);
            at += words;
        }
        return record("ORSIS3316WaveformDecoder", record);
    }

    /** What was written so far. */
    byte[] bytes() {
        byte[] written = new byte[bytes.position()];
        bytes.get(0, written);
        return written;
    }

    private int id(String decoder) {
        return ids.get(decoder);
    }

    private static int location(int[] location) {
        return location[0] << 21 | location[1] << 16 | location[2] << 8;
    }

    /** Two 16-bit values a word, the earlier one low. */
    private static void pack(char[] values, int[] words, int at) {
        for (int i = 0; i < values.length; i++) {
            words[at + i / 2] |= values[i] << 16 * (i & 1);
        }
    }

    private ByteBuffer room(int count) {
        if (bytes.remaining() < count) {
            int capacity = 2 * (bytes.capacity() + count);
            bytes = ByteBuffer.allocate(capacity).order(bytes.order()).put(bytes.flip());
        }
        return bytes;
    }
}
