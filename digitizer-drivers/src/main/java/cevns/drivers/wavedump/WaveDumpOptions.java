package cevns.drivers.wavedump;

import cevns.daq.config.ConfigTree;
import cevns.daq.record.TriggerKind;

/**
 * What a WaveDump file does not say of itself.
 *
 * @param samplePs time from sample to sample [ps]: 4000 x720, 2000 x730, 1000 x751
 * @param tagPs unit of the time tag [ps]: 8000; 16000 x725
 * @param tagBits width of the time tag, 31 unless the board extends it
 * @param preTriggerSamples samples before the trigger
 * @param triggerKind what triggered; the pattern word is not interpreted
 * @param channelsInTrigger channels that the board read out for each trigger, as many as there are
 *     files of the run
 * @param layout form of the header
 * @param samples form of the samples
 */
record WaveDumpOptions(
        int samplePs,
        int tagPs,
        int tagBits,
        int preTriggerSamples,
        TriggerKind triggerKind,
        int channelsInTrigger,
        WaveDumpLayout layout,
        WaveDumpSamples samples) {

    static WaveDumpOptions read(ConfigTree device) {
        return new WaveDumpOptions(
                device.count("sample_ps", 1, 1_000_000_000, 2000),
                device.count("tag_ps", 1, 1_000_000_000, 8000),
                device.count("tag_bits", 16, 32, 31),
                device.count("pre_trigger_samples", 0, Integer.MAX_VALUE, 0),
                device.choice("trigger_kind", TriggerKind.class, TriggerKind.SELF),
                device.count("channels_in_trigger", 1, 64, 1),
                device.choice("layout", WaveDumpLayout.class, WaveDumpLayout.AUTO),
                device.choice("samples", WaveDumpSamples.class, WaveDumpSamples.AUTO));
    }
}
