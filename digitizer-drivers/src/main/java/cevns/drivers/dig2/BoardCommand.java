package cevns.drivers.dig2;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Commands below {@code /cmd} of an emulated board. */
enum BoardCommand {
    RESET,
    CLEARDATA,
    ARMACQUISITION,
    DISARMACQUISITION,
    SWSTARTACQUISITION,
    SWSTOPACQUISITION,
    SENDSWTRIGGER,
    RELOADCALIBRATION;

    /** The names as nodes have them. */
    static List<String> names() {
        return Arrays.stream(values()).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
    }

    static BoardCommand ofNode(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
