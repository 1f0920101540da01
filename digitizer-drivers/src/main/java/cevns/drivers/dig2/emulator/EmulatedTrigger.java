package cevns.drivers.dig2.emulator;

/**
 * What can trigger an emulated board. Which flag bit a real board sets for each in a scope event is
 * not known; these are ours. Those of a hit are as a real VX2730 has them.
 */
public enum EmulatedTrigger {
    /** A signal at the trigger input. */
    EXTERNAL("TrgIn", "TRGIN", 1, 1 << 3),
    /** A command. */
    SOFTWARE("SwTrg", "SwTrg", 1 << 1, 1 << 5),
    /** The board's own periodic pulse. */
    TEST_PULSE("TestPulse", "", 1 << 2, 1 << 4),
    /** A strobe between the signals at the trigger input. */
    STROBE("GPIO", "", 1 << 3, 0),
    /** Any of these, by way of the global trigger of all channels. */
    GLOBAL("", "GlobalTriggerSource", 0, 1 << 4),
    /** The channel's own. */
    SELF("", "ChSelfTrigger", 0, 1 << 6);

    /** Name among the trigger sources of the board. */
    final String source;

    /** Name among the trigger sources of a channel. */
    final String ofChannel;

    /** Flag bits of scope events of this trigger. */
    public final int flags;

    /** Low-priority flag bits of hits of this trigger. */
    final int hitFlags;

    EmulatedTrigger(String source, String ofChannel, int flags, int hitFlags) {
        this.source = source;
        this.ofChannel = ofChannel;
        this.flags = flags;
        this.hitFlags = hitFlags;
    }
}
