package cevns.daq.config;

/**
 * One channel of a detector: where it is read out and how its pulses are found.
 *
 * @param name name for people, {@code pmt}
 * @param source name of the source
 * @param channel number of the channel on that source
 * @param adcBits bits of the ADC; samples of 2^bits − 1 and of 0 are at its limits
 * @param pulses how pulses are found
 */
public record ChannelConfig(
        String name, String source, int channel, int adcBits, PulseConfig pulses) {

    static ChannelConfig read(String name, ConfigTree tree) {
        return new ChannelConfig(
                name,
                tree.string("source"),
                tree.count("channel", 0, 65535),
                tree.count("adc_bits", 8, 16),
                PulseConfig.read(tree));
    }
}
