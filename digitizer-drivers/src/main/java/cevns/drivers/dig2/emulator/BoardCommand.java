package cevns.drivers.dig2.emulator;

import java.util.Locale;

/** Commands of an emulated board, those below {@code /cmd} and those of a channel. */
enum BoardCommand {
    RESET("sets all parameters to their defaults and clears data", false, false),
    CLEARDATA("clears data", false, false),
    ARMACQUISITION("clears data and makes ready for the start", false, false),
    DISARMACQUISITION("ends the acquisition", true, false),
    SWSTARTACQUISITION("starts what is armed", true, false),
    SWSTOPACQUISITION("stops what runs", true, false),
    SENDSWTRIGGER("a software trigger", true, false),
    RELOADCALIBRATION("loads the calibration of the inputs", true, false),
    SENDCHSWTRIGGER("a software trigger of this channel", true, true);

    final String description;
    final boolean inRun;
    final boolean ofChannel;

    BoardCommand(String description, boolean inRun, boolean ofChannel) {
        this.description = description;
        this.inRun = inRun;
        this.ofChannel = ofChannel;
    }

    /** The name as nodes have it. */
    String node() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BoardCommand ofNode(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
