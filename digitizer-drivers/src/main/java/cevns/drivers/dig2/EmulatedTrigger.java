package cevns.drivers.dig2;

/**
 * What can trigger an emulated board. Which flag bit a real board sets for each is not known; these
 * are ours.
 */
enum EmulatedTrigger {
    /** A signal at the trigger input. */
    EXTERNAL("TrgIn", 1),
    /** A command. */
    SOFTWARE("SwTrg", 1 << 1),
    /** The board's own periodic pulse. */
    TEST_PULSE("TestPulse", 1 << 2);

    /** Name among the trigger sources of the board. */
    final String source;

    /** Flag bits of events of this trigger. */
    final int flags;

    EmulatedTrigger(String source, int flags) {
        this.source = source;
        this.flags = flags;
    }
}
