package cevns.drivers.fcio;

import java.util.ArrayList;
import java.util.List;

/**
 * How a FlashCam system was, about once a second: the Status record.
 *
 * @param status 1 no errors, 0 errors
 * @param fpgaNs time of the FPGA since the reset of the counters [ns]
 * @param serverNs time of the server when it asked [ns since the Unix epoch]
 * @param cards master, trigger and ADC cards
 */
public record FcioStatus(int status, long fpgaNs, long serverNs, List<Card> cards) {

    private static final int FIRST_CARD = 4;

    public FcioStatus {
        cards = List.copyOf(cards);
    }

    /**
     * One card: its block of words, read by offset, since blocks have grown with the years.
     *
     * @param reqId 0 the master, 0x1000 + n a trigger card, 0x2000 + n an ADC card, 0x4000 + n a
     *     sub-master
     * @param status its status word
     * @param event number of its last event
     * @param pps PPS count
     * @param ticks ticks of 4 ns since it
     * @param maxTicks ticks at which the last PPS came
     * @param errors errors in total
     */
    public record Card(
            int reqId, int status, int event, int pps, int ticks, int maxTicks, int errors) {}

    /** Reads a Status record. */
    static FcioStatus of(FcioRecord record) {
        List<Card> cards = new ArrayList<>();
        for (int frame = FIRST_CARD; frame < record.frames(); frame++) {
            cards.add(
                    new Card(
                            record.intAt(frame, 0),
                            record.intAt(frame, 1),
                            record.intAt(frame, 2),
                            record.intAt(frame, 3),
                            record.intAt(frame, 4),
                            record.intAt(frame, 5),
                            record.intAt(frame, 10)));
        }
        return new FcioStatus(record.intAt(0, 0), time(record, 0), time(record, 2), cards);
    }

    private static long time(FcioRecord record, int index) {
        long seconds = FcioClock.unixS(record.intAt(1, index));
        return 1_000_000_000L * seconds + 1000L * record.intAt(1, index + 1);
    }
}
