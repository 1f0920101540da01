package cevns.drivers.dig2.wire;

import java.util.List;

/**
 * What a client asks.
 *
 * @param cmd name of the command
 * @param handle node that the query is relative to
 * @param query path from there, in any letter case; empty for the node itself
 * @param multipleQuery paths of the multi commands
 * @param value argument; empty for none
 * @param multipleValue arguments of the multi commands
 */
public record CommandRequest(
        String cmd,
        long handle,
        String query,
        List<String> multipleQuery,
        String value,
        List<String> multipleValue) {

    /** A command for one node. */
    public CommandRequest(String cmd, long handle, String query, String value) {
        this(cmd, handle, query, List.of(), value, List.of());
    }
}
