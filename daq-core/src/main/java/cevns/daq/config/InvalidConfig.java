package cevns.daq.config;

import java.util.List;

/** A configuration that cannot be used; the message has one line for each problem. */
public final class InvalidConfig extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param problems one line each: file and line, key path, what is wrong
     */
    public InvalidConfig(List<String> problems) {
        super(String.join("\n", problems));
    }

    /** One problem only. */
    public InvalidConfig(String problem) {
        this(List.of(problem));
    }
}
