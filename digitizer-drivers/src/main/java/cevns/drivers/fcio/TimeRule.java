package cevns.drivers.fcio;

/** How the time of a FlashCam event is made of its raw fields; {@link FcioClock} says why. */
public enum TimeRule {
    /** {@link #GPS_RULE}, watched: a Status record that speaks against it is reported. */
    AUTO,
    /**
     * The rule of the present FlashCam programs: PPS and ticks of 4 ns, from {@code timeOffset[0]}
     * and {@code [1]} where the system runs freely, from {@code timeOffset[2]} where it is locked
     * to a PPS.
     */
    GPS_RULE,
    /**
     * The rule of older decoders: always from {@code timeOffset[2]}, a second divided into as many
     * ticks as the last one had.
     */
    OFFSET2
}
