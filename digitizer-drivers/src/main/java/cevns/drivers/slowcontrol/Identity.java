package cevns.drivers.slowcontrol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an instrument says it is.
 *
 * @param model as the instrument says it; empty when unknown
 * @param serial as the instrument says it; empty when unknown
 * @param firmware as the instrument says it; empty when unknown
 * @param settings what it is set to, as read back, by name
 */
public record Identity(String model, String serial, String firmware, Map<String, String> settings) {

    /** The word with which an emulator names itself, in whichever of the texts there are. */
    public static final String SIMULATED = "SIMULATED";

    /** Before the instrument was asked. */
    static final Identity UNKNOWN = new Identity("", "", "", Map.of());

    public Identity {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** True when this is an emulator. */
    boolean simulated() {
        return model.contains(SIMULATED)
                || serial.contains(SIMULATED)
                || firmware.contains(SIMULATED);
    }
}
