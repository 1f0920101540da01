package cevns.drivers.compass;

import cevns.daq.config.ConfigTree;

/**
 * What a CoMPASS file does not say of itself.
 *
 * @param samplePs time from sample to sample [ps]
 * @param preTriggerSamples samples before the trigger
 * @param header file header of the run's first file, {@code 0xCAE0}…{@code 0xCAEF}, for a later
 *     file that lacks it; 0 to find out
 */
record CompassOptions(int samplePs, int preTriggerSamples, int header) {

    static CompassOptions read(ConfigTree device) {
        int bits = device.count("header_bits", 0, CompassFrame.BITS, 0);
        return new CompassOptions(
                device.count("sample_ps", 1, 1_000_000_000, 2000),
                device.count("pre_trigger_samples", 0, Integer.MAX_VALUE, 0),
                device.has("header_bits") ? CompassFrame.MAGIC | bits : 0);
    }
}
