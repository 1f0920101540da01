package cevns.daq.record;

import java.util.List;

/**
 * What a source is and how it was set up, as read back from the device.
 *
 * @param name the source's name in the run configuration
 * @param family the driver family: {@code dig2}, {@code adara}, {@code fcio}, …
 * @param model model name as the device says it
 * @param serial serial number as the device says it
 * @param firmware firmware version as the device says it
 * @param simulated true when the device is an emulator
 * @param originNs host time at device counter zero [ns since the Unix epoch]
 * @param originUncertaintyNs how far {@code originNs} may be off [ns]; −1 when nothing is known
 * @param tickFs one tick of the device counter [fs]
 * @param counterBits width of the device counter before rollover extension
 * @param channels the channels, with the unit of a reading where it is one
 * @param settings every setting as read back, one JSON object
 * @param startGroup names the one signal that started this board and others: boards that name the
 *     same have begun to count at the same time, whatever the uncertainty of their origin; empty
 *     for a board on its own
 */
public record SourceInfo(
        String name,
        String family,
        String model,
        String serial,
        String firmware,
        boolean simulated,
        long originNs,
        long originUncertaintyNs,
        long tickFs,
        int counterBits,
        List<ChannelInfo> channels,
        String settings,
        String startGroup) {
    public SourceInfo {
        channels = List.copyOf(channels);
    }

    /** A source that has been started on its own. */
    public SourceInfo(
            String name,
            String family,
            String model,
            String serial,
            String firmware,
            boolean simulated,
            long originNs,
            long originUncertaintyNs,
            long tickFs,
            int counterBits,
            List<ChannelInfo> channels,
            String settings) {
        this(
                name,
                family,
                model,
                serial,
                firmware,
                simulated,
                originNs,
                originUncertaintyNs,
                tickFs,
                counterBits,
                channels,
                settings,
                "");
    }

    /** True when this source and another one were started by the same signal. */
    public boolean startedWith(SourceInfo other) {
        return !startGroup.isEmpty() && startGroup.equals(other.startGroup);
    }

    /**
     * One channel of a source.
     *
     * @param channel number in the records
     * @param name name for people
     * @param unit unit of its readings; empty for a digitizer channel
     */
    public record ChannelInfo(int channel, String name, String unit) {}

    /** Time of a counter value [ns since the Unix epoch], rounded down; its rest is below it. */
    public long timeNs(long ticks) {
        return Math.addExact(originNs, TickTime.ns(ticks, tickFs));
    }
}
