package cevns.drivers.caen17xx;

/** A family of boards: what differs in the data. */
public enum Caen17xxModel {
    /** 12 bits, 250 MS/s, 8 channels. */
    X720(12, 4000, 8_000_000, 8),
    /** 14 bits, 250 MS/s, 16 channels. */
    X725(14, 4000, 16_000_000, 16),
    /** 14 bits, 500 MS/s, 16 channels. */
    X730(14, 2000, 8_000_000, 16);

    private final int bits;
    private final int samplePs;
    private final long tickFs;
    private final int channels;

    Caen17xxModel(int bits, int samplePs, long tickFs, int channels) {
        this.bits = bits;
        this.samplePs = samplePs;
        this.tickFs = tickFs;
        this.channels = channels;
    }

    /** Bits of a sample. */
    public int bits() {
        return bits;
    }

    /** Time from sample to sample [ps]. */
    public int samplePs() {
        return samplePs;
    }

    /**
     * Unit of the trigger time tag of standard firmware [fs]. From memory of CAEN's manuals, so a
     * configuration may say otherwise.
     */
    public long tickFs() {
        return tickFs;
    }

    /** Channels of the largest board. */
    public int channels() {
        return channels;
    }
}
