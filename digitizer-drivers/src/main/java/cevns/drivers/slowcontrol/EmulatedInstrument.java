package cevns.drivers.slowcontrol;

/**
 * An instrument that is not there: what it answers to what it is asked. Confined to its emulator's
 * thread. All links to it reach the same instrument.
 */
public interface EmulatedInstrument {

    /** Nothing to say. */
    byte[] SILENCE = {};

    /** Where a request ends. */
    default AnswerEnd requestEnd() {
        return AnswerEnd.LINE;
    }

    /**
     * The answer to a request.
     *
     * @param request as cut by {@link #requestEnd}
     * @param nowNs the host's time [ns since the Unix epoch]
     * @return what it sends, {@link #SILENCE} for nothing
     */
    byte[] answer(byte[] request, long nowNs);

    /** How often it speaks unasked [ms]; 0 for never. */
    default long speaksEveryMs() {
        return 0;
    }

    /**
     * What it says unasked.
     *
     * @param nowNs the host's time [ns since the Unix epoch]
     */
    default byte[] speak(long nowNs) {
        return SILENCE;
    }
}
