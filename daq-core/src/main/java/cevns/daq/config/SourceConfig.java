package cevns.daq.config;

/**
 * One source of a run.
 *
 * @param name name in the configuration
 * @param id number in the records, from 1; 0 is run control
 * @param family driver family; its driver reads {@code device}, its emulator {@code emulator}
 * @param required true when a mark counts as recorded only if this source delivered it
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
        String key,
        ConfigTree device,
        ConfigTree emulator) {

    static SourceConfig read(String name, ConfigTree tree) {
        return new SourceConfig(
                name,
                tree.count("id", 1, 65535),
                tree.string("family"),
                tree.flag("required", true),
                tree.string("key", ""),
                tree.child("device"),
                tree.optionalChild("emulator"));
    }
}
