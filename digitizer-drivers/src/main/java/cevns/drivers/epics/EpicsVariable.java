package cevns.drivers.epics;

import cevns.daq.config.ConfigTree;
import cevns.daq.record.BeamPulseView;
import java.util.Locale;

/**
 * One process variable that is read.
 *
 * @param channel its number in the records, from 0 in the order of the configuration
 * @param name as the facility calls it
 * @param kind what its values become
 * @param charge what the values of a {@link Kind#PULSE} are
 * @param unit used where the variable itself does not tell one
 */
record EpicsVariable(int channel, String name, Kind kind, Charge charge, String unit) {

    /** What the values of a variable become. */
    enum Kind {
        /** A slow-control reading each. */
        READING,
        /** A beam pulse each: the charge, at the time that the variable says. */
        PULSE
    }

    /** What stands behind the charge of a pulse. */
    enum Charge {
        /** It was measured for this pulse. */
        MEASURED(0),
        /** It is a mean over several pulses. */
        AVERAGE(BeamPulseView.AVERAGE_CHARGE),
        /** It lies between those of other pulses. */
        INTERPOLATED(BeamPulseView.INTERPOLATED_CHARGE);

        /** Its bit in the quality of a pulse; 0 for none. */
        final int quality;

        Charge(int quality) {
            this.quality = quality;
        }
    }

    /** Longest name that a server of either protocol has. */
    private static final int MAX_NAME = 255;

    static EpicsVariable read(int channel, ConfigTree tree) {
        String name = tree.string("name");
        if (tree.has("name") && !name.matches("[^\\s\\p{Cntrl}]{1," + MAX_NAME + "}")) {
            tree.problem("name", "'" + name + "' is no name of a process variable");
        }
        Kind kind = tree.choice("kind", Kind.class, Kind.READING);
        Charge charge = tree.choice("charge", Charge.class, Charge.MEASURED);
        if (kind != Kind.PULSE && tree.has("charge")) {
            tree.problem("charge", "is for kind = " + Kind.PULSE.name().toLowerCase(Locale.ROOT));
        }
        return new EpicsVariable(channel, name, kind, charge, tree.string("unit", ""));
    }
}
