package cevns.drivers.sis3316;

import static cevns.drivers.sis3316.Registers.GROUPS;
import static cevns.drivers.sis3316.Registers.GROUP_COUNT;
import static cevns.drivers.sis3316.Registers.GROUP_STEP;
import static cevns.drivers.sis3316.Registers.REGISTERS_END;

import java.util.Arrays;

/**
 * The registers of an emulated board behind its link interface. What is configuration reads back as
 * written; keys and what has a state of its own go where they belong.
 */
final class BoardRegisters {

    private static final int LATCHED = 7 << 5;
    private static final int HEALTHY = 0x0003_0018;
    private static final int KEYS = 0x400;
    private static final int KEYS_END = 0x440;

    private final Sis3316EmulatorOptions options;
    private final BoardAcquisition acquisition;
    private final BoardTransfer[] transfers = new BoardTransfer[GROUP_COUNT];
    private final BoardChips[] chips = new BoardChips[GROUP_COUNT];
    private final BoardOscillator oscillator = new BoardOscillator();
    private final int[] stored = new int[(GROUPS + GROUP_COUNT * GROUP_STEP) / 4];
    private final int[] latches = new int[GROUP_COUNT];
    private int linkLatches = LATCHED * 0x0101_0101;
    private boolean clockReset;
    private long changes;

    BoardRegisters(Sis3316EmulatorOptions options, BoardAcquisition acquisition) {
        this.options = options;
        this.acquisition = acquisition;
        Arrays.setAll(transfers, group -> new BoardTransfer(group, options.busyReads()));
        Arrays.setAll(chips, group -> new BoardChips());
        Arrays.fill(latches, LATCHED);
    }

    /** What a configuration register holds. */
    int stored(int address) {
        return stored[address / 4];
    }

    /** How often configuration has been written. */
    long changes() {
        return changes;
    }

    /** The transfer logic of a group. */
    BoardTransfer transfer(int group) {
        return transfers[group];
    }

    /** Frequency of the sample clock [MHz]. */
    double mhz() {
        return oscillator.mhz();
    }

    /** True for an address that there is. */
    static boolean exists(int address) {
        return address >= Registers.LINK_END && address < REGISTERS_END && address % 4 == 0;
    }

    int read(int address) {
        if (address >= GROUPS) {
            return readGroup(address);
        }
        if (address >= Registers.TRANSFER_CONTROL && address < Registers.LINK_STATUS) {
            BoardTransfer transfer = transfers[address / 4 & 3];
            return address < Registers.TRANSFER_STATUS ? transfer.control() : transfer.status();
        }
        return switch (address) {
            case Registers.TEMPERATURE -> (int) Math.round(4 * options.temperature()) & 0x3FF;
            case Registers.SERIAL, Registers.SPI_BUSY -> 0;
            case Registers.OSCILLATOR_I2C -> oscillator.read();
            case Registers.MULTIPLIER_SPI -> stored(address) & ~Registers.BUSY;
            case Registers.ACQUISITION -> acquisition.status();
            case Registers.LINK_STATUS -> Registers.LINK_STATUS_HEALTHY | linkLatches;
            default -> stored(address);
        };
    }

    private int readGroup(int address) {
        int group = (address - GROUPS) / GROUP_STEP;
        if (group >= GROUP_COUNT) {
            return 0;
        }
        int offset = (address - GROUPS) % GROUP_STEP;
        int channel = 4 * group + (offset / 4 & 3);
        if (offset >= Registers.ACTUAL_ADDRESS && offset < Registers.PREVIOUS_ADDRESS) {
            return acquisition.memory().actual(channel);
        }
        if (offset >= Registers.PREVIOUS_ADDRESS && offset < Registers.PREVIOUS_ADDRESS + 0x10) {
            return acquisition.memory().previous(channel);
        }
        return switch (offset) {
            case Registers.DAC -> 0;
            case Registers.ADC_SPI -> chips[group].spi();
            case Registers.FIRMWARE -> options.firmware();
            case Registers.STATUS ->
                    HEALTHY | latches[group] | (clockReset ? Registers.STATUS_CLOCK : 0);
            case Registers.DAC_READBACK -> chips[group].dac();
            case Registers.ADC_READBACK -> chips[group].spiRead();
            default -> stored(address);
        };
    }

    void write(int address, int data) {
        if (address >= GROUPS) {
            writeGroup(address, data);
        } else if (address >= KEYS && address < KEYS_END) {
            key(address);
        } else if (address >= Registers.TRANSFER_CONTROL && address < Registers.TRANSFER_STATUS) {
            transfers[address / 4 & 3].program(data);
        } else if (address == Registers.OSCILLATOR_I2C) {
            oscillator.write(data);
        } else if (address == Registers.LINK_STATUS) {
            linkLatches &= ~data;
        } else if (address == Registers.ACQUISITION) {
            stored[address / 4] = data & 0xFFFF;
        } else {
            stored[address / 4] = data;
        }
    }

    private void writeGroup(int address, int data) {
        int group = (address - GROUPS) / GROUP_STEP;
        if (group >= GROUP_COUNT) {
            return;
        }
        stored[address / 4] = data;
        changes++;
        switch ((address - GROUPS) % GROUP_STEP) {
            case Registers.TAP_DELAY -> latches[group] &= (data & 0x400) != 0 ? ~LATCHED : ~0;
            case Registers.DAC -> chips[group].writeDac(data);
            case Registers.ADC_SPI -> chips[group].writeSpi(data);
            default -> {
                // Configuration: it is only kept.
            }
        }
    }

    private void key(int address) {
        switch (address) {
            case Registers.KEY_RESET -> {
                Arrays.fill(stored, 0);
                changes++;
                acquisition.disarm();
            }
            case Registers.KEY_CLOCK_RESET -> clockReset = true;
            default -> acquisition.key(address);
        }
    }
}
