package cevns.drivers.slowcontrol;

import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;

/** A question that got no usable answer, and why. */
public final class BadAnswer extends Exception {

    private static final long serialVersionUID = 1;

    private final LossCause cause;
    private final FrameFault fault;

    private BadAnswer(LossCause cause, FrameFault fault, String what) {
        super(what);
        this.cause = cause;
        this.fault = fault;
    }

    /** Nothing came in time. */
    public static BadAnswer none(String what) {
        return new BadAnswer(LossCause.LINK, null, what);
    }

    /** It began and did not end in time. */
    public static BadAnswer half(String what) {
        return new BadAnswer(LossCause.CUT, FrameFault.FRAMING, what);
    }

    /** It came, and is not what the protocol allows here. */
    public static BadAnswer garbage(FrameFault fault, String what) {
        return new BadAnswer(LossCause.CORRUPT, fault, what);
    }

    /** The device understood, and said no; asking again would not help. */
    public static BadAnswer refusal(String what) {
        return new BadAnswer(LossCause.DEVICE, null, what);
    }

    /** Why the readings of this question are lost. */
    public LossCause cause() {
        return cause;
    }

    /** What was wrong with the frame; null when none was refused. */
    public FrameFault fault() {
        return fault;
    }
}
