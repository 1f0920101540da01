package cevns.web;

import cevns.web.control.Acquisition;
import cevns.web.dashboard.DashboardServer;
import java.io.IOException;
import picocli.CommandLine.Option;

/** Where the dashboard listens. */
final class WebOption {

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "port of the dashboard, 0 for any free one (default: ${DEFAULT-VALUE})")
    int port = 8080;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "address of the dashboard (default: ${DEFAULT-VALUE}; it has no login yet, so"
                            + " another one lets everybody look who can reach it; commands are"
                            + " taken from this machine only)")
    String host = "127.0.0.1";

    /**
     * Starts the dashboard and prints its address.
     *
     * @throws IllegalArgumentException if there can be no such port
     */
    DashboardServer start(Shown shown) throws IOException {
        return start(shown, null);
    }

    /**
     * Starts the dashboard of a program that takes runs, and prints its address.
     *
     * @throws IllegalArgumentException if there can be no such port
     */
    DashboardServer start(Shown shown, Acquisition acquisition) throws IOException {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("--port " + port + " is not in [0, 65535]");
        }
        DashboardServer server =
                new DashboardServer(shown, shown::metrics, host, port, acquisition);
        shown.watch(server.viewers());
        int actual = server.start();
        String name = host.contains(":") ? "[" + host + "]" : host;
        System.out.println("dashboard: http://" + name + ":" + actual + "/");
        System.out.flush();
        return server;
    }
}
