@rem What npm scripts begin with on Unix, so that signals reach the program itself; here it only runs what follows.
@%*
