package cevns.drivers.dig2;

import cevns.daq.time.WallClock;
import cevns.drivers.device.CommonStart;
import cevns.drivers.device.StartGroup;
import cevns.drivers.link.DeviceLoop;
import java.util.concurrent.CompletableFuture;

/**
 * Waits for the signal that starts an armed board. When the signal is that of another board of the
 * run, its driver tells the time of it; otherwise, or when this board has started at another time
 * than the others, nothing is known but that it was between arming and the first word of the run.
 */
final class SignalStart implements BoardStart {

    private static final long LOOK_MS = 10;

    private final String name;
    private final DeviceLoop loop;
    private final WallClock clock;
    private final StartGroup group;
    private final Host host;
    private boolean waiting;
    private boolean holding;
    private long armingNs;

    /**
     * @param group the boards that the same signal starts; null when it is not of this run
     */
    SignalStart(String name, DeviceLoop loop, WallClock clock, StartGroup group, Host host) {
        this.name = name;
        this.loop = loop;
        this.clock = clock;
        this.group = group;
        this.host = host;
    }

    @Override
    public void arming() {
        waiting = true;
        armingNs = clock.nowNs();
    }

    @Override
    public CompletableFuture<Void> armed() {
        if (group != null && waiting) {
            group.armed(name);
            look();
        }
        return BoardDialog.nothing();
    }

    private void look() {
        if (!waiting) {
            return;
        }
        CommonStart start = group.startOf(name);
        if (start != null) {
            begins(start);
            return;
        }
        boolean hold = group.wantsHold(name);
        if (hold != holding) {
            hold(hold);
        }
        loop.schedule(LOOK_MS, this::look);
    }

    private void hold(boolean on) {
        holding = on;
        host.reading(!on);
        if (on) {
            group.holding(name);
        }
    }

    @Override
    public boolean awaitsSignal() {
        return waiting;
    }

    @Override
    public void runBegins() {
        if (waiting) {
            long halfNs = (clock.nowNs() - armingNs) / 2;
            begins(CommonStart.alone(armingNs + halfNs, halfNs));
        }
    }

    private void begins(CommonStart start) {
        waiting = false;
        holding = false;
        if (group != null) {
            group.runs(name, host.stopsWithSignal());
        }
        host.running(start);
    }

    @Override
    public void cancel() {
        waiting = false;
        if (group != null) {
            group.coming(name);
        }
        if (holding) {
            hold(false);
        }
    }
}
