package cevns.daq.config;

/**
 * One source of a run.
 *
 * @param name name in the configuration
 * @param id number in the records, from 1; 0 is run control
 * @param family driver family; its driver reads {@code device}, its emulator {@code emulator}
 * @param required true when a mark counts as recorded only if this source delivered it
 * @param whenLost what run control does when it delivers nothing for long
 * @param key which source of an imported file this is, as the format names it ({@code 0x10001} of
 *     an ORCA file, {@code 0} for the board of a CoMPASS file); empty for any
 * @param device what the driver needs: host, port, settings
 * @param emulator what its emulator needs; empty where nothing stands
 */
public record SourceConfig(
        String name,
        int id,
        String family,
        boolean required,
        WhenLost whenLost,
        String key,
        ConfigTree device,
        ConfigTree emulator) {

    /**
     * What run control does about a source that delivers nothing although data are to be taken. Its
     * driver tries to connect again all the time, whatever stands here.
     *
     * @param act what is done
     * @param afterS after so long [s]
     */
    public record WhenLost(Act act, double afterS) {

        /** What is done. */
        public enum Act {
            /** The driver is started anew, again and again. */
            RESTART,
            /** The run goes on without it, and says so. */
            CONTINUE,
            /** The run ends in error, and the next one is tried. */
            END
        }

        static WhenLost read(ConfigTree tree) {
            return new WhenLost(
                    tree.choice("act", Act.class, Act.RESTART),
                    tree.number("after_s", 1, 86_400, 60));
        }
    }

    static SourceConfig read(String name, ConfigTree tree) {
        return new SourceConfig(
                name,
                tree.count("id", 1, 65535),
                tree.string("family"),
                tree.flag("required", true),
                WhenLost.read(tree.optionalChild("when_lost")),
                tree.string("key", ""),
                tree.child("device"),
                tree.optionalChild("emulator"));
    }
}
