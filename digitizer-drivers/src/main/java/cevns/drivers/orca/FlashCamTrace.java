package cevns.drivers.orca;

import cevns.drivers.fcio.FcioEvent;
import java.util.Arrays;

/**
 * One FlashCam trace in a record of older ORCA versions.
 *
 * <pre>
 *   word 1   ORCA header words (31..28) | FlashCam header words (27..22) | samples (21..6) | type
 *   word 2   crate (31..27) | slot (26..22) | card address (21..14) | input | trace index
 *            input (13..10), trace index (9..0) of an ADC waveform, (13..9) and (8..0) of the other
 *   3…9      timeOffset, 7 elements
 *   10…14    deadRegion, 5 elements
 *   15…18    timeStamp, 4 elements
 *   19       FPGA energy (31..16) | FPGA baseline (15..0)
 *   20…      samples, two a word, the earlier one low
 * </pre>
 *
 * Words 3 and following are counted from the ORCA header words, which are 3 so far; 17 FlashCam
 * words follow them. The card address of old versions is damaged and not used.
 */
final class FlashCamTrace {

    static final String ADC_WAVEFORM = "ORFlashCamADCWaveformDecoder";
    static final String WAVEFORM = "ORFlashCamWaveformDecoder";

    /** The word with crate, slot and trace index. */
    static final int LOCATION = 2;

    /** How many cards a location can name. */
    static final int CARDS = 1 << 10;

    private static final int ORCA_WORDS = 3;
    private static final int FLASHCAM_WORDS = 17;
    private static final int TIME_OFFSETS = 7;
    private static final int DEAD_REGIONS = 5;
    private static final int TIME_STAMPS = 4;

    private FlashCamTrace() {}

    /** Crate and slot in one number below {@link #CARDS}. */
    static int card(int location) {
        return location >>> 22;
    }

    static int crate(int location) {
        return location >>> 27;
    }

    static int slot(int location) {
        return location >>> 22 & 0x1F;
    }

    /**
     * Reads a record into an event of one trace.
     *
     * @param traces how many the system has; a dead window concerns them all
     * @return what is wrong with its length; empty when nothing is
     */
    static String read(OrcaRecord record, String decoder, int traces, FcioEvent event) {
        int lengths = record.word(1);
        int orcaWords = lengths >>> 28;
        int flashCamWords = lengths >>> 22 & 0x3F;
        int samples = lengths >>> 6 & 0xFFFF;
        int headerWords = orcaWords + flashCamWords;
        if (orcaWords < ORCA_WORDS
                || flashCamWords < FLASHCAM_WORDS
                || record.words() != headerWords + (samples + 1) / 2) {
            return String.format(
                    "trace of %d samples behind %d + %d words in a record of %d words",
                    samples, orcaWords, flashCamWords, record.words());
        }
        int location = record.word(LOCATION);
        event.type = lengths & 0x3F;
        event.pulser = 0;
        int word = fill(event.timeOffset, TIME_OFFSETS, record, orcaWords);
        word = fill(event.deadRegion, DEAD_REGIONS, record, word);
        event.deadRegion[6] = traces;
        word = fill(event.timeStamp, TIME_STAMPS, record, word);
        event.timed = true;
        event.promised = 1;
        event.traces = 1;
        event.traceIndex[0] = location & (decoder.equals(WAVEFORM) ? 0x1FF : 0x3FF);
        event.baseline[0] = record.word(word) & 0xFFFF;
        event.energy[0] = record.word(word) >>> 16;
        event.samplesAt[0] = record.at(headerWords);
        event.samples[0] = samples;
        event.data = record.buffer();
        return "";
    }

    private static int fill(int[] field, int count, OrcaRecord record, int from) {
        Arrays.fill(field, 0);
        for (int i = 0; i < count; i++) {
            field[i] = record.word(from + i);
        }
        return from + count;
    }
}
