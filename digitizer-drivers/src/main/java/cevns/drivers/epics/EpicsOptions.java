package cevns.drivers.epics;

import cevns.daq.config.ConfigTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The block {@code device} of a source.
 *
 * <pre>
 *   protocol = channel_access   # or pv_access
 *   host = 127.0.0.1            # where variables are searched for: a gateway or an IOC
 *   port = 5064                 # its UDP port; 5076 for pv_access
 *   addresses = ""              # more of them: "10.1.2.3 gateway:5066"
 *   broadcast = false           # true: also ask all machines of the local networks
 *   connection_timeout_s = 30   # a silent server counts as lost after this
 *   absent_after_s = 5          # variables not found by then have a hole from the start
 *   simulated = false           # EPICS has no identity that could say it
 *   variables = [
 *     { name = "RTBT_Diag:BCM25I:Power60", unit = W }
 *     { name = "RTBT_Diag:BCM25:Q", kind = pulse, charge = average, unit = C }
 *   ]
 * </pre>
 *
 * @param protocol which of the two
 * @param host where variables are searched for
 * @param port its UDP port
 * @param addresses more hosts, with or without port, separated by blanks
 * @param broadcast true to search the local networks too
 * @param connectionTimeoutS a silent server counts as lost after this [s]
 * @param absentAfterMs a variable not found for so long after the start was missed [ms]
 * @param simulated true when an emulator serves the variables
 * @param variables what is read; at least one, of kind pulse at most one
 */
public record EpicsOptions(
        Protocol protocol,
        String host,
        int port,
        String addresses,
        boolean broadcast,
        double connectionTimeoutS,
        long absentAfterMs,
        boolean simulated,
        List<EpicsVariable> variables) {

    /** The two protocols of EPICS. */
    public enum Protocol {
        CHANNEL_ACCESS("Channel Access", 5064),
        PV_ACCESS("PV Access", 5076);

        /** For people. */
        final String label;

        /** UDP port of searches. */
        final int port;

        Protocol(String label, int port) {
            this.label = label;
            this.port = port;
        }
    }

    private static final String VARIABLES = "variables";
    private static final int MAX_VARIABLES = 10_000;

    public EpicsOptions {
        variables = List.copyOf(variables);
    }

    /** Reads the keys; {@code variables} has no default. */
    public static EpicsOptions read(ConfigTree tree) {
        Protocol protocol = tree.choice("protocol", Protocol.class, Protocol.CHANNEL_ACCESS);
        return new EpicsOptions(
                protocol,
                tree.string("host", "127.0.0.1"),
                tree.count("port", 1, 65_535, protocol.port),
                tree.string("addresses", ""),
                tree.flag("broadcast", false),
                tree.number("connection_timeout_s", 1, 3600, 30),
                Math.round(1000 * tree.number("absent_after_s", 0.01, 3600, 5)),
                tree.flag("simulated", false),
                variables(tree));
    }

    /** All places where variables are searched for, as both libraries want them. */
    String searchList() {
        return (host + ":" + port + " " + addresses).trim();
    }

    private static List<EpicsVariable> variables(ConfigTree tree) {
        List<ConfigTree> listed = tree.list(VARIABLES);
        List<EpicsVariable> variables = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int pulses = 0;
        for (ConfigTree each : listed) {
            EpicsVariable variable = EpicsVariable.read(variables.size(), each);
            variables.add(variable);
            pulses += variable.kind() == EpicsVariable.Kind.PULSE ? 1 : 0;
            if (!names.add(variable.name())) {
                each.problem("name", "'" + variable.name() + "' stands here twice");
            }
        }
        if (variables.isEmpty() || variables.size() > MAX_VARIABLES) {
            tree.problem(
                    VARIABLES, variables.size() + " are not 1 to " + MAX_VARIABLES + " variables");
        }
        if (pulses > 1) {
            tree.problem(VARIABLES, pulses + " are of kind pulse; a pulse has one charge");
        }
        return variables;
    }
}
