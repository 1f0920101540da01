package cevns.drivers.dig2.wire;

import java.util.List;

/** What a board is loaded with: it decides what its events look like. */
public enum Firmware {
    /** All channels at each common trigger. */
    SCOPE("scope", "Scope"),
    /** Pulse-shape discrimination: each channel by itself, with the charge in two gates. */
    DPP_PSD("dpppsd", "DPP_PSD"),
    /** Pulse-height analysis: each channel by itself, with the height of a trapezoid. */
    DPP_PHA("dpppha", "DPP_PHA"),
    /** Firmware of the user's own, each channel by itself. */
    DPP_OPEN("opendpp", "DPP_OPEN"),
    /** All channels at each common trigger, without the stretches where nothing happens. */
    DPP_ZLE("dppzle", "DPP_ZLE");

    /** Longest header of a hit that can be meant, besides the first two words. */
    private static final int MOST_EXTRA = 64;

    private static final int MOST_USER_WORDS = 4;

    /** Name of the software endpoint that such a board offers. */
    public final String endpoint;

    /** What the board says of itself. */
    public final String fwType;

    Firmware(String endpoint, String fwType) {
        this.endpoint = endpoint;
        this.fwType = fwType;
    }

    /** True when channels trigger by themselves. */
    public boolean selfTriggers() {
        return this != SCOPE && this != DPP_ZLE;
    }

    /** True when hits hold two analog and four digital probes, and not samples alone. */
    public boolean hasProbes() {
        return this == DPP_PSD || this == DPP_PHA;
    }

    /** Bits of an event or hit that may say what has triggered it. */
    public int flagBits() {
        return switch (this) {
            case SCOPE -> Dig2Frame.FLAG_BITS;
            case DPP_PSD, DPP_PHA, DPP_OPEN -> HitFrame.LOW_FLAG_BITS;
            case DPP_ZLE -> 0;
        };
    }

    /** True when there is a statistics endpoint. */
    public boolean hasStatistics() {
        return this == DPP_PSD || this == DPP_PHA;
    }

    /** Parameters of the board that a run is to know, below {@code /par}. */
    public List<String> boardParameters() {
        return switch (this) {
            case SCOPE, DPP_ZLE ->
                    List.of(
                            "recordlengths",
                            "pretriggers",
                            "pretriggert",
                            "acqtriggersource",
                            "decimationfactor");
            case DPP_OPEN -> List.of("acqtriggersource");
            case DPP_PSD, DPP_PHA ->
                    List.of("globaltriggersource", "enstatevents", "endatareduction");
        };
    }

    /** Parameters of each channel that is read out, below {@code /ch/N/par}. */
    public List<String> channelParameters() {
        return switch (this) {
            case SCOPE -> List.of();
            case DPP_ZLE ->
                    List.of(
                            "enzlesuppr",
                            "zlechsupprthr",
                            "chlookbacksamples",
                            "chlookforwardsamples",
                            "defaultvaluesource",
                            "pulsepolarity");
            case DPP_OPEN -> List.of("chrecordlengtht", "chpretriggert");
            case DPP_PSD ->
                    List.of(
                            "chrecordlengtht",
                            "chpretriggert",
                            "triggerthr",
                            "eventtriggersource",
                            "wavetriggersource",
                            "gatelonglengtht",
                            "gateshortlengtht",
                            "gateoffsett");
            case DPP_PHA ->
                    List.of(
                            "chrecordlengtht",
                            "chpretriggert",
                            "triggerthr",
                            "eventtriggersource",
                            "wavetriggersource",
                            "energyfilterrisetimet",
                            "energyfilterflattopt",
                            "energyfilterpolezerot");
        };
    }

    /** Extra words that a hit's header may have. */
    public int mostExtraWords() {
        return switch (this) {
            case DPP_OPEN -> MOST_USER_WORDS;
            case DPP_ZLE -> ZleFrame.MOST_EXTRA;
            case SCOPE, DPP_PSD, DPP_PHA -> MOST_EXTRA;
        };
    }

    /**
     * One tick of the time stamps [fs].
     *
     * @param samplePs sampling period [ps]
     */
    public long tickFs(int samplePs) {
        return hasStatistics() ? 1000L * samplePs : Dig2Frame.TICK_FS;
    }
}
