package cevns.drivers.device;

/**
 * When a board began to count.
 *
 * @param originNs host time at counter zero [ns since the Unix epoch]
 * @param uncertaintyNs how far that may be off [ns]
 * @param group names the signal that started this board and others, as in {@link
 *     cevns.daq.record.SourceInfo#startGroup}; empty for a start of its own
 */
public record CommonStart(long originNs, long uncertaintyNs, String group) {

    /** A start that this board shares with no other. */
    public static CommonStart alone(long originNs, long uncertaintyNs) {
        return new CommonStart(originNs, uncertaintyNs, "");
    }
}
