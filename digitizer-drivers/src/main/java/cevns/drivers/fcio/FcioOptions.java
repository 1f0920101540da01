package cevns.drivers.fcio;

import cevns.daq.config.ConfigTree;
import cevns.daq.record.TriggerKind;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run configuration says of a FlashCam source, in a file or inside an ORCA file.
 *
 * <pre>
 *   device {
 *     time = auto            # auto, gps_rule or offset2, see TimeRule
 *     trigger_kind = self    # of an event whose type is not below
 *     trigger_kinds { 2 = pulser }   # by event type
 *     pre_trigger = 0        # samples before the trigger; the stream does not say
 *     simulated = false      # the stream has no identity that could say it
 *   }
 * </pre>
 *
 * @param time how times are made
 * @param kind kind of an event whose type is not in {@code kinds}
 * @param kinds kind by event type
 * @param preTrigger samples before the trigger
 * @param simulated true when an emulator wrote the stream
 */
public record FcioOptions(
        TimeRule time,
        TriggerKind kind,
        Map<Integer, TriggerKind> kinds,
        int preTrigger,
        boolean simulated) {

    /** Event type of a calibration pulse. */
    private static final int CALIBRATION = 2;

    public FcioOptions {
        kinds = Map.copyOf(kinds);
    }

    /** Reads the options; problems go where the tree puts them. */
    public static FcioOptions read(ConfigTree device) {
        Map<Integer, TriggerKind> kinds = new TreeMap<>();
        kinds.put(CALIBRATION, TriggerKind.PULSER);
        ConfigTree map = device.optionalChild("trigger_kinds");
        for (String type : map.keys()) {
            TriggerKind kind = map.choice(type, TriggerKind.class);
            if (type.matches("\\d{1,9}")) {
                kinds.put(Integer.valueOf(type), kind);
            } else {
                map.problem(type, "is no event type, a whole number is expected");
            }
        }
        return new FcioOptions(
                device.choice("time", TimeRule.class, TimeRule.AUTO),
                device.choice("trigger_kind", TriggerKind.class, TriggerKind.SELF),
                kinds,
                device.count("pre_trigger", 0, FcioFrame.MAX_SAMPLES, 0),
                device.flag("simulated", false));
    }

    /** Bit mask of the kind of an event. */
    int kindBits(int eventType) {
        return kinds.getOrDefault(eventType, kind).bit();
    }
}
