package cevns.drivers.sis3316;

/** The transfer logic of one group of an emulated board. */
final class BoardTransfer {

    private final int group;
    private final int busyReads;
    private int control;
    private int address;
    private int busy;

    /**
     * @param busyReads how often it reads busy when a transfer has been ended
     */
    BoardTransfer(int group, int busyReads) {
        this.group = group;
        this.busyReads = busyReads;
    }

    /** Programs a transfer, or resets the logic. */
    void program(int word) {
        busy = word == 0 ? busyReads : 0;
        control = word;
        address = word & Registers.TRANSFER_OFFSET;
    }

    /** True when it has been told what to read. */
    boolean reads() {
        return control >>> 30 == 2;
    }

    /** True when it has been told what to write. */
    boolean writes() {
        return control >>> 30 == 3;
    }

    /** The control register: busy for a while after it was reset, as far as configured. */
    int control() {
        if (busy > 0) {
            busy--;
            return control | Registers.BUSY;
        }
        return control & ~Registers.BUSY;
    }

    /** The status register: address and direction. */
    int status() {
        return address | (writes() ? 1 << 30 : 0);
    }

    /** Channel of the board whose memory it reads. */
    int channel() {
        return 4 * group + 2 * (control >>> 28 & 1) + (control >>> 25 & 1);
    }

    int bank() {
        return control >>> 24 & 1;
    }

    /** Where it goes on [words]. */
    int address() {
        return address;
    }

    /** Goes on. */
    void advance(int words) {
        address = address + words & Registers.TRANSFER_OFFSET;
    }
}
