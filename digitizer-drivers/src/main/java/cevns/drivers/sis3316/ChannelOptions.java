package cevns.drivers.sis3316;

import cevns.daq.config.ConfigTree;

/**
 * Settings of one channel. Lengths are samples, heights of the filters ADC counts times the samples
 * of their peaking time.
 *
 * @param number 0…15
 * @param invert true for pulses that go down
 * @param trigger what makes it store a hit
 * @param gain code: 0 is 5 V, 1 is 2 V, 2 is 1.9 V
 * @param termination true for 50 Ohm
 * @param offset of the DAC; 0x8000 is mid-scale
 * @param format format bits of its hits
 * @param mawTest which filter's test data a hit has
 * @param triggerDelay delay of the internal trigger, even
 * @param trap trigger filter
 * @param energy energy filter
 */
record ChannelOptions(
        int number,
        boolean invert,
        Trigger trigger,
        int gain,
        boolean termination,
        int offset,
        int format,
        MawTest mawTest,
        int triggerDelay,
        Trap trap,
        Energy energy) {

    /** What makes a channel store a hit. */
    enum Trigger {
        /** Its own filter. */
        INTERNAL,
        /** The trigger input, or the trigger key. */
        EXTERNAL
    }

    /** Which filter's test data a hit has. */
    enum MawTest {
        NONE,
        TRIGGER,
        ENERGY
    }

    /** Where on the edge of the filtered pulse the trigger lies. */
    enum Cfd {
        /** At the threshold. */
        OFF(0),
        /** At zero crossing. */
        ZERO(2),
        /** At half of the maximum. */
        HALF(3);

        /** As in the register. */
        final int code;

        Cfd(int code) {
            this.code = code;
        }
    }

    /**
     * The trigger filter.
     *
     * @param high height above which a pulse is suppressed; 0 for none
     */
    record Trap(int peaking, int gap, int threshold, Cfd cfd, int high) {
        static Trap read(ConfigTree tree) {
            return new Trap(
                    tree.count("peaking_samples", 2, 4095, 100),
                    tree.count("gap_samples", 2, 4095, 100),
                    tree.count("threshold", 0, Registers.FIR_ZERO - 1, 10_000),
                    tree.choice("cfd", Cfd.class, Cfd.OFF),
                    tree.count("high_threshold", 0, Registers.FIR_ZERO - 1, 0));
        }
    }

    /**
     * The energy filter.
     *
     * @param average extra average, code 0…3
     * @param tauFactor correction of the decay, 0…63
     * @param tauTable table of the correction, 0…3
     */
    record Energy(int peaking, int gap, int average, int tauFactor, int tauTable) {
        static Energy read(ConfigTree tree) {
            return new Energy(
                    tree.count("peaking_samples", 2, 4095, 100),
                    tree.count("gap_samples", 2, 1023, 100),
                    tree.count("average", 0, 3, 0),
                    tree.count("tau_factor", 0, 63, 0),
                    tree.count("tau_table", 0, 3, 0));
        }
    }

    static ChannelOptions read(int number, ConfigTree tree) {
        return new ChannelOptions(
                number,
                tree.flag("invert", false),
                tree.choice("trigger", Trigger.class, Trigger.INTERNAL),
                gain(tree),
                tree.flag("termination_50ohm", true),
                tree.count("dac_offset", 0, 0xFFFF, 0x8000),
                tree.count("format_bits", 0, 0xF, 0),
                tree.choice("maw_test", MawTest.class, MawTest.NONE),
                tree.count("trigger_delay_samples", 0, 510, 0),
                Trap.read(tree.optionalChild("fir")),
                Energy.read(tree.optionalChild("energy_filter")));
    }

    private static int gain(ConfigTree tree) {
        double volt = tree.number("range_v", 0, 5, 5);
        if (volt != 5 && volt != 2 && volt != 1.9) {
            tree.problem("range_v", volt + " V is none of 5, 2, 1.9");
        }
        return volt == 5 ? 0 : volt == 2 ? 1 : 2;
    }
}
