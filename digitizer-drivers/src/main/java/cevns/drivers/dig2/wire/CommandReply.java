package cevns.drivers.dig2.wire;

import java.util.List;

/**
 * What a board answers.
 *
 * @param cmd name of the command that was asked
 * @param result true for success
 * @param flag what the command did to the data: {@code ARM}, {@code DISARM}, {@code CLEAR}, {@code
 *     RESET}; null for nothing
 * @param value the results; of a failure, what went wrong
 */
public record CommandReply(String cmd, boolean result, String flag, List<String> value) {

    /** The first result. */
    public String first() {
        return value.isEmpty() ? "" : value.get(0);
    }
}
