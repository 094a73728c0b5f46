SELECT bidder, COUNT(*) AS bid_count
FROM TABLE(TUMBLE(TABLE bid, DESCRIPTOR(procTime), INTERVAL '10' SECOND))
GROUP BY bidder, window_start, window_end
