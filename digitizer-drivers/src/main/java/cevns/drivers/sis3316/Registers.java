package cevns.drivers.sis3316;

/**
 * Addresses of an SIS3316 and the bits of its registers. Below {@link #LINK_END} they belong to the
 * link interface, below {@link #GROUPS} to the board, above to its four groups of four channels.
 */
final class Registers {

    static final int GROUP_COUNT = 4;
    static final int CHANNELS_PER_GROUP = 4;
    static final int CHANNELS = GROUP_COUNT * CHANNELS_PER_GROUP;

    // Link interface.
    static final int LINK_CONTROL = 0x00;
    static final int MODULE_ID = 0x04;
    static final int UDP_CONFIG = 0x08;
    static final int LAST_ACK = 0x0C;
    static final int ACCESS = 0x10;
    static final int FREE_COUNTER = 0x18;
    static final int HARDWARE = 0x1C;
    static final int LINK_END = 0x20;

    static final int UDP_JUMBO = 1 << 4;
    static final int ACCESS_REQUEST = 1;
    static final int ACCESS_KILL_OTHER = 0x8000_0000;
    static final int ACCESS_OWN_GRANT = 1 << 20;

    // Board.
    static final int TEMPERATURE = 0x20;
    static final int SERIAL = 0x28;
    static final int OSCILLATOR_I2C = 0x40;
    static final int CLOCK_SOURCE = 0x50;
    static final int MULTIPLIER_SPI = 0x54;
    static final int NIM_INPUTS = 0x5C;
    static final int ACQUISITION = 0x60;
    static final int TRANSFER_CONTROL = 0x80;
    static final int TRANSFER_STATUS = 0x90;
    static final int LINK_STATUS = 0xA0;
    static final int SPI_BUSY = 0xA4;

    static final int SERIAL_NOT_VALID = 1 << 16;
    static final int BUSY = 0x8000_0000;
    static final int NIM_TI_TRIGGER = 1 << 4;
    static final int NIM_TI_INVERT = 1 << 5;
    static final int ACQ_EXTERNAL_TRIGGER = 1 << 8;
    static final int ACQ_TI_SWAPS = 1 << 12;
    static final int ACQ_ARMED = 1 << 16;
    static final int ACQ_BANK_2 = 1 << 17;
    static final int ACQ_THRESHOLD = 1 << 19;
    static final int ACQ_NIM_SWAP = 1 << 22;

    /** Written to {@link #LINK_STATUS} to clear its latches, and read from a healthy one. */
    static final int LINK_STATUS_CLEAR = 0xE0E0_E0E0;

    static final int LINK_STATUS_HEALTHY = 0x1818_1818;

    // Transfer control.
    static final int TRANSFER_READ = 0x8000_0000;
    static final int TRANSFER_OFFSET = 0xFF_FFFF;

    // Keys: what is written does not matter.
    static final int KEY_RESET = 0x400;
    static final int KEY_DISARM = 0x414;
    static final int KEY_TRIGGER = 0x418;
    static final int KEY_TIME_CLEAR = 0x41C;
    static final int KEY_ARM_BANK_1 = 0x420;
    static final int KEY_ARM_BANK_2 = 0x424;
    static final int KEY_NIM_SWAP = 0x428;
    static final int KEY_CLOCK_RESET = 0x438;

    /** Begin of the groups' registers, and of each group's from the last one's. */
    static final int GROUPS = 0x1000;

    static final int GROUP_STEP = 0x1000;
    static final int REGISTERS_END = 0x10_0000;

    // Of a group, to be added to base().
    static final int TAP_DELAY = 0x00;
    static final int ANALOG = 0x04;
    static final int DAC = 0x08;
    static final int ADC_SPI = 0x0C;
    static final int EVENT = 0x10;
    static final int HEADER_ID = 0x14;
    static final int THRESHOLD = 0x18;
    static final int GATE = 0x1C;
    static final int RAW = 0x20;
    static final int PILE_UP = 0x24;
    static final int PRE_TRIGGER = 0x28;
    static final int AVERAGING = 0x2C;
    static final int FORMAT = 0x30;
    static final int MAW_TEST = 0x34;
    static final int TRIGGER_DELAY = 0x38;
    static final int FIR_SETUP = 0x40;
    static final int FIR_THRESHOLD = 0x44;
    static final int FIR_HIGH = 0x48;
    static final int FIR_STEP = 0x10;
    static final int RAW_EXTENDED = 0x98;
    static final int ACCUMULATORS = 0xA0;
    static final int ENERGY_FILTER = 0xC0;
    static final int FIRMWARE = 0x100;
    static final int STATUS = 0x104;
    static final int DAC_READBACK = 0x108;
    static final int ADC_READBACK = 0x10C;
    static final int ACTUAL_ADDRESS = 0x110;
    static final int PREVIOUS_ADDRESS = 0x120;

    // Fields of a channel in ANALOG, EVENT and FORMAT stand at bit 8 c.
    static final int EVENT_INVERT = 1;
    static final int EVENT_INTERNAL = 1 << 2;
    static final int EVENT_EXTERNAL = 1 << 3;
    static final int FORMAT_MAW = 1 << 4;
    static final int FORMAT_MAW_ENERGY = 1 << 5;
    static final int ANALOG_NO_TERMINATION = 1 << 2;

    static final int THRESHOLD_STOPS = 0x8000_0000;
    static final int FIR_ENABLE = 0x8000_0000;
    static final int FIR_ZERO = 0x800_0000;

    /** Bits of {@link #STATUS} that are 1, and those that are 0, on a healthy board. */
    static final int STATUS_GOOD = 1 << 17 | 1 << 16 | 1 << 4 | 1 << 3;

    static final int STATUS_BAD = 1 << 21 | 7 << 5 | 7;
    static final int STATUS_CLOCK = 1 << 20;

    static final int ADDRESS_WORDS = 0xFF_FFFF;
    static final int ADDRESS_BANK_2 = 1 << 24;

    private Registers() {}

    /** First register of a group. */
    static int base(int group) {
        return GROUPS + GROUP_STEP * group;
    }

    /** Memory FIFO of a group. */
    static int fifo(int group) {
        return 0x10_0000 * (group + 1);
    }

    /** Register that names how far the bank before was filled by a channel of the board. */
    static int previousAddress(int channel) {
        return base(channel / 4) + PREVIOUS_ADDRESS + 4 * (channel % 4);
    }

    /**
     * The word that begins a transfer out of a channel's memory.
     *
     * @param channel of the board, 0…15
     * @param bank 0 or 1
     * @param offset in its bank [words]
     */
    static int transferOf(int channel, int bank, int offset) {
        int c = channel % 4;
        return TRANSFER_READ | c / 2 << 28 | (c & 1) << 25 | bank << 24 | offset & TRANSFER_OFFSET;
    }
}
