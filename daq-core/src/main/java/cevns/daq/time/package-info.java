/** The host's clock, injected. Read {@link cevns.daq.time.WallClock}. */
package cevns.daq.time;
