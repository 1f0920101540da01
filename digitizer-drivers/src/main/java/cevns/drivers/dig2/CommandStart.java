package cevns.drivers.dig2;

import cevns.daq.time.WallClock;
import cevns.drivers.device.CommonStart;
import cevns.drivers.device.StartGroup;
import cevns.drivers.link.DeviceLoop;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a board by command. Where its signal starts others, these are armed first: it waits for
 * them, and a moment longer, so that one which was started too early has said so; then they hold
 * their data back until the time of the start is known. It does not wait for ever: one that does
 * not come starts on its own when it does.
 */
final class CommandStart implements BoardStart {

    private static final Logger LOG = LoggerFactory.getLogger(CommandStart.class);
    private static final long LOOK_MS = 10;
    private static final long SETTLE_NS = 100_000_000;
    private static final long HOLD_NS = 1_000_000_000;

    private final Dig2Options options;
    private final DeviceLoop loop;
    private final WallClock clock;
    private final StartGroup others;
    private final Host host;
    private boolean cancelled;
    private boolean allArmed;
    private long sinceNanos;
    private long untilNanos;

    CommandStart(
            Dig2Options options, DeviceLoop loop, WallClock clock, StartGroup others, Host host) {
        this.options = options;
        this.loop = loop;
        this.clock = clock;
        this.others = others;
        this.host = host;
    }

    @Override
    public void arming() {
        cancelled = false;
    }

    @Override
    public CompletableFuture<Void> armed() {
        return after(options.startAfterMs())
                .thenCompose(waited -> gather())
                .thenCompose(ready -> start());
    }

    private CompletableFuture<Void> after(int ms) {
        if (ms == 0) {
            return BoardDialog.nothing();
        }
        CompletableFuture<Void> passed = new CompletableFuture<>();
        loop.schedule(ms, () -> passed.complete(null));
        return passed;
    }

    private CompletableFuture<Void> gather() {
        if (others.isEmpty()) {
            return BoardDialog.nothing();
        }
        CompletableFuture<Void> ready = new CompletableFuture<>();
        allArmed = false;
        untilNanos = System.nanoTime() + 1_000_000L * options.startWaitMs();
        awaitArmed(ready);
        return ready;
    }

    private void awaitArmed(CompletableFuture<Void> ready) {
        long now = System.nanoTime();
        boolean wereArmed = allArmed;
        allArmed = others.allArmed();
        sinceNanos = wereArmed ? sinceNanos : now;
        boolean settled = allArmed && now - sinceNanos >= SETTLE_NS;
        if (cancelled) {
            return;
        }
        if (!settled && now < untilNanos) {
            loop.schedule(LOOK_MS, () -> awaitArmed(ready));
            return;
        }
        if (!allArmed) {
            LOG.warn("{} starts without {}", others.first(), others.awaited());
        }
        others.hold();
        untilNanos = now + HOLD_NS;
        awaitHold(ready);
    }

    private void awaitHold(CompletableFuture<Void> ready) {
        if (cancelled) {
            return;
        }
        if (others.allHold() || System.nanoTime() >= untilNanos) {
            ready.complete(null);
        } else {
            loop.schedule(LOOK_MS, () -> awaitHold(ready));
        }
    }

    private CompletableFuture<Void> start() {
        // Data wait in the socket until the time of counter zero is known.
        host.reading(false);
        long sentNs = clock.nowNs();
        long sent = System.nanoTime();
        return host.command().thenAccept(reply -> started(sentNs, System.nanoTime() - sent));
    }

    private void started(long sentNs, long roundTripNs) {
        long half = roundTripNs / 2;
        CommonStart start = others.started(sentNs + half, half);
        host.running(start);
        others.tell(start); // after our own: their times are put on this board's
    }

    @Override
    public boolean awaitsSignal() {
        return false;
    }

    @Override
    public void runBegins() {
        // The answer to the command says so, and when.
    }

    @Override
    public void cancel() {
        cancelled = true;
        others.callOff();
    }
}
