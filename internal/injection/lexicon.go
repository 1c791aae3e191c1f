package injection

// software names what can be told to answer, as orders do in any language that writes it in Latin letters.
const software = `AI|A\.I\.|LLMs?|GPT(?:-\w+)?|ChatGPT|Claude|Gemini|Copilot|chat-?bots?`

func english() *lexicon {
	const (
		noun     = `(?:AI|LLM|large language|language) (?:models?|assistants?|agents?|systems?|tools?|readers?)|(?:AI|LLM|virtual|helpful) assistants?|language models?|` + software + `|summari[sz]ers?|summari[sz]ation (?:tool|engine|model)s?`
		reply    = `(?:(?:final|next|own|entire|whole|full|complete) )?(?:answers?|responses?|repl(?:y|ies)|outputs?|summar(?:y|ies)|translations?|messages?|digests?|completions?|elucidations?)`
		prior    = `(?:previous|prior|above|earlier|preceding|existing|original|initial|former|foregoing|other|system)`
		order    = `(?:instructions?|prompts?|rules|directions|directives?|guidelines|commands?|context|messages?|requests?|claims|inputs?|constraints|tasks?)`
		language = `Python|Java ?Script|Java|PHP|(?:My|Postgre)?SQL|C\+\+|C#|Ruby|Rust|Golang|Bash|HTML`
		polite   = `please|kindly|you must|you should|you will|you need to|always|never|now|then|and|must|should|instead|also|do not|don't|could you|can you|would you|will you`
	)
	return &lexicon{
		lang: "en",
		cue: []string{"you", "your", "yours", "instruction", "prompt", "assistant", "ai", "model", "gpt", "llm", "chatbot", "letter", "vowel", "space", "word", "summar",
			"translat", "respond", "reply", "answer", "output", "everything", "claims", "base64", "json", "emoji", "command", "context", "mode", "a i", "code", "how", "what", "equivalent", "all", "text", "everyone", "sentence", "consonant", "punctuation", "developer",
			"simple", "plain", "layman", "easy", "example", "python", "java", "javascript", "php", "sql", "mysql", "postgresql", "c", "ruby", "rust", "golang", "bash", "html"},
		alone: words(
			`(?:you(?:'re| are)(?: now)?|act as|behave as|pretend to be|as|if you are) (?:an? |the )?(?:\w+ ){0,2}(?:`+noun+`)(?:,| (?:with|that|who|reading|without|and) .*| ?$)`,
			`(?:if|when|as) (?:you are |you're )?(?:an? |the )?(?:`+noun+`) (?:is |are )?(?:reading|processing|summari[sz]ing|translating|analy[sz]ing)`,
			`(?:note|attention|message|instructions?|notice|warning|important|dear|hey|hello|to)(?: to| for|,)?:? (?:all |any |the |every )?(?:`+noun+`)(?: (?:reading|processing|summari[sz]ing).*)?\s*[:,!–—-]`,
			`(?:reveal|repeat|print|show|output|display|disclose|leak|tell me|summari[sz]e|recite|ignore|forget|override) (?:me )?(?:your|the|all your) (?:\w+ )?(?:system |hidden |initial |original |secret )?(?:prompts?|instructions|system message)(?: (?:to me|above|verbatim))?\s*[.!,]?$`,
			`(?:new|updated|real|actual|hidden|secret) (?:system )?(?:instructions?|prompts?) (?:for (?:you|the (?:`+noun+`))|follow|:)`, `(?:your|the) (?:hidden |secret )?system prompts?`,
			`(?:developer|debug|god|DAN|jailbreak|jailbroken|unrestricted|sudo|admin) mode (?:is |has been |now )?(?:enabled|activated|on)`, `enable (?:developer|debug|DAN|jailbreak|sudo) mode`,
			`from now on,? (?:you (?:are|will|must|should|can|only|answer|respond|reply|speak|write)|your (?:name|task|role|job)|answer|respond|reply|act|speak|write)`,
			`(?:when|while|before|after|instead of|if you are|whenever you) (?:you )?(?:summari[sz](?:e|ing)|translat(?:e|ing)|process(?:ing)?|pars(?:e|ing)|analy[sz](?:e|ing)|digest(?:ing)?) (?:this|the following|the above|these) (?:documents?|texts?|articles?|pages?|contents?|news|claims|stor(?:y|ies)|reports?|emails?)`,
			`(?:do not|don't|never) (?:summari[sz]e|mention|reveal|disclose|translate) (?:any of )?(?:this|these|the above|your) (?:documents?|texts?|articles?|pages?|instructions?|claims?|sentences?|prompts?|messages?)`,
			`(?:the )?(?:following|subsequent|below|next|given) (?:python |java ?script |shell )?code(?: (?:block|snippet|section|excerpt|fragment|segment))? (?:in(?:to)?|to|within|as|for) .*`,
			`(?:what(?:'s| is| are)|how (?:do|would|can) (?:you|i|we) say)\W+.*\W in (?:english|french|german|spanish|italian|portuguese|russian|chinese|mandarin|japanese|korean|arabic|latin|dutch|hindi|turkish|greek|swedish|polish)`,
			`(?:the )?(?:english|french|german|spanish|italian|portuguese|russian|chinese|japanese|korean|arabic) (?:equivalent|translation|word|phrase) (?:of|for) ["'‘“].*`,
			`you (?:have been|are|were) (?:now )?(?:reprogrammed|jailbroken|instructed to ignore|no longer bound|free from (?:all|your))`),
		forget: opening(polite+`|you to|just`, `ignor(?:e|ing)`, `disregard(?:ing)?`, `forget`, `overrid(?:e|ing)`, `discard`, `skip`, `stop following`, `follow`, `obey`),
		earlier: words(`(?:`+prior+` ){1,3}(?:\w+ )?`+order, `your (?:\w+ )?(?:instructions|prompt|programming|training|guidelines|rules|task|system message)`,
			`(?:instructions?|prompts?|commands?|directions|everything|anything|all|text)(?: (?:that|which|you) .{0,30}| given| you (?:have )?(?:received|read|been told))? (?:above|before (?:this|that|now)|so far|until now|up to (?:now|here))`,
			`(?:everything|all|anything|whatever) (?:that )?(?:you(?:'ve| have)? (?:were |been )?(?:told|instructed|learned|asked)|else in this (?:document|text|article))`,
			`(?:these|this|the following|my) (?:new )?(?:instructions?|prompts?) (?:instead|only|now|exactly)`),
		command: opening(polite, `(?:re)?write`, `put`, `use`, `add`, `append`, `insert`, `include`, `integrate`, `incorporate`, `embed`, `weave`, `provide`, `give`, `make`, `modify`, `change`, `alter`, `adjust`, `adapt`,
			`augment`, `enhance`, `enrich`, `extend`, `expand`, `translate`, `render`, `convert`, `encode`, `encrypt`, `decode`, `cipher`, `display`, `format`, `reverse`, `replace`, `substitute`, `remove`, `delete`, `omit`,
			`scramble`, `shuffle`, `jumble`, `rearrange`, `mix`, `group`, `combine`, `split`, `introduce`, `misspell`, `spell`, `state`, `say`, `tell`, `mention`, `suggest`, `recommend`, `promote`, `advertise`, `encourage`, `invite`,
			`begin`, `start`, `end`, `finish`, `conclude`, `preface`, `precede`, `prefix`, `follow`, `limit`, `restrict`, `keep`, `ensure`, `let`, `create`, `generate`, `produce`, `compose`, `craft`, `transform`, `turn`, `switch`,
			`express`, `present`, `output`, `print`, `return`, `repeat`, `speak`, `anagram`, `capitali[sz]e`, `highlight`, `emphasi[sz]e`, `stress`, `tease`, `hint`, `link`, `direct`, `fill`, `base`, `apply`, `employ`,
			`in your `+reply, `for your `+reply, `throughout your `+reply, `at the (?:end|start|beginning) of your `+reply),
		answer: words(`your `+reply, `(?:the|this|any|every|each) (?:summary|digest|translation) (?:of|you|must|should|only|with|in) .*`, `(?:in|to|of|from) (?:the|this|any|every|each) (?:summary|digest)(?: (?:only|that|instead).*)?\s*[.:!]?$`),
		reshape: opening(polite, `explain`, `describe`, `outline`, `show me`, `give me`, `provide`, `write`, `respond`, `reply`, `answer`, `output`, `translate`, `encode`, `encrypt`, `decode`, `convert`, `reverse`, `replace`, `substitute`, `remove`, `scramble`, `shuffle`, `jumble`, `rearrange`, `group`, `combine`,
			`misspell`, `spell`, `anagram`, `write`, `speak`, `use`, `swap`, `shift`, `capitali[sz]e`, `mix up`, `transform`, `print`, `say`),
		form: words(`in (?:simple|plain|layman's|easy) (?:terms|words|language|english)`, `with (?:an? |some |few |simple )*examples?[.!]?$`, `(?:`+language+`) (?:code|functions?|scripts?|programs?|quer(?:y|ies)|snippets?|examples?)`, `(?:using|in) (?:`+language+`)[.!?]?$`,
			`(?:(?:every|each|all|the|any) )?(?:\w+ )?(?:letters?|vowels?|consonants?|syllables?) (?:with|by|in|of|to|into|for|from|as|using|and)(?: .*)?`, `all (?:the )?(?:spaces|punctuation|letters|vowels|words)`,
			`(?:the |this |all |that )?(?:following|above|preceding|entire|whole|rest of the|everything|all)(?: (?:sentence|text|document|article|message|content|phrase|words?|of this|above|below))* (?:in|into|to|as|using|with) .*`,
			`(?:only|exclusively|entirely|just|solely) (?:in|with|using|as|by) .*`, `(?:in|as|with|using) (?:base ?\d+|rot-?13|morse(?: code)?|binary|hexadecimal|json|xml|yaml|html|emojis?|pig latin|leetspeak|all caps|capital letters|reverse(?: order)?|code blocks?|rhymes?|pirate)`,
			`(?:only|just) (?:the (?:word|words|phrase|sentence|text) |")`, `everything (?:in|into|to|as|backwards?)(?: .*)?`),
	}
}

func chinese() *lexicon {
	return &lexicon{
		lang: "zh",
		cue:  []string{"指令", "指示", "提示", "你的", "您的", "人工智能", "人工智慧", "ai", "助手", "助理", "模型", "机器人", "機器人", "摘要", "总结", "總結", "回答", "回复", "回覆", "输出", "輸出", "字母", "表情", "翻译", "翻譯", "规则", "規則"},
		alone: parts(
			`(?:你|您)(?:现在|現在)?(?:是|扮演|作为|作為|身为|身為)(?:一个|一個|一名|个)?.{0,8}(?:人工智能|人工智慧|AI|语言模型|語言模型|聊天机器人|聊天機器人|智能助手|虚拟助手|虛擬助理)`,
			`(?:致|告|给|給|请|請|敬告|各位|所有)(?:所有|各位|各)?(?:阅读|閱讀|处理|處理)?.{0,6}(?:AI|人工智能|人工智慧|大?语言模型|大?語言模型|聊天机器人|聊天機器人|智能助手)(?:助手|助理|模型|系统|系統|读者|讀者)?[:,!：，！]`,
			`(?:泄露|洩露|透露|显示|顯示|输出|輸出|重复|重複|告诉我|告訴我|打印|复述|複述)(?:你|您)的?(?:系统|系統|初始|隐藏|隱藏)?(?:提示词?|提示詞|指令|指示)`,
			`(?:系统|系統)提示(?:词|詞)`, `从现在(?:开始|起)[,，]?(?:你|您)`, `從現在(?:開始|起)[,，]?(?:你|您)`,
			`(?:当|當|在|如果|若)?(?:你|您)(?:在)?(?:总结|總結|概括|翻译|翻譯|处理|處理|摘要)(?:这|這|本|此|以下|上述)(?:篇|份|段|个|個)?(?:文|页|頁|内容|內容|报道|報道)`,
			`(?:开发者|開發者|开发人员|越狱|越獄|调试)模式(?:已|现已|已经)?(?:启用|啟用|开启|開啟|激活)`),
		forget:  parts(`忽略`, `无视`, `無視`, `忘记`, `忘記`, `忘掉`, `不要理会`, `不要理會`, `不要遵[守循]`, `不要执行`, `不必理会`, `覆盖`, `覆蓋`, `跳过`, `跳過`, `停止遵[守循]`),
		earlier: parts(`(?:之前|以前|先前|以上|上述|上面|前面|此前|原有|原来|原來|所有|一切|全部|其他|其它|你|您|系统|系統)的?(?:所有|一切|全部|任何|系统|系統)?的?(?:指令|指示|提示|命令|规则|規則|要求|内容|內容|设定|設定|训练|訓練)`),
		command: parts(`请`, `請`, `(?:^|[,，。;；:：])(?:在|把|将|將|用|以|使用)`, `(?:^|[,，。;；:：])(?:加入|添加|插入|包含|写|寫|翻译|翻譯|删除|刪除|替换|替換|修改|提供|反转|输出|輸出|打乱|重新)`, `必须`, `必須`, `务必`, `務必`, `只(?:能|需|要)`),
		answer: parts(`(?:你|您)的?(?:回答|回复|回覆|答复|答覆|答案|输出|輸出|响应|回应|回應|摘要|总结|總結|译文|譯文|信息|消息)`, `(?:在|将|將|把)(?:回答|回复|回覆|答复|输出|輸出|摘要|总结|總結)(?:中|里|裡|内|末尾|开头|翻译|翻譯|改|写|寫|用)`,
			`用(?:表情符号|表情符號|emoji|Base64|base64|摩尔斯|JSON|英文|英语|英語|法语|法語|日语|日語|俄语|俄語|西班牙语|德语).{0,4}(?:回答|回复|回覆|答复|输出|輸出)`, `(?:所有|全部|一切)(?:输出|輸出|回答|回复)`),
		reshape: parts(`替换`, `替換`, `打乱`, `打亂`, `反转`, `反轉`, `颠倒`, `顛倒`, `编码`, `編碼`, `加密`, `移除`, `删除`, `刪除`, `重新排列`, `翻译成`, `翻譯成`, `译成`),
		form:    parts(`(?:每个|每個|每隔|所有|全部)(?:的)?(?:字母|元音|母音|空格|单词|單詞|标点|標點)`, `(?:以下|上述|上面|下面|整篇|全部)的?(?:句子|文字|文本|内容|內容|文章).{0,8}(?:编码|編碼|翻译成|翻譯成|译成|加密|颠倒|反转)`, `(?:将|將|把)(?:以下|下面|上面|上述)的?(?:句子|文字|文本|内容|內容|文章)`),
	}
}

func japanese() *lexicon {
	return &lexicon{
		lang: "ja",
		cue:  []string{"指示", "プロンプト", "命令", "ai", "アシスタント", "モデル", "ボット", "回答", "返答", "返信", "応答", "出力", "要約", "文字", "絵文字", "翻訳", "ルール", "あなた"},
		alone: parts(
			`(?:あなた|君|お前)は(?:今|これ)?(?:から)?.{0,12}(?:AI|人工知能|言語モデル|アシスタント|チャットボット|ボット)(?:です|だ|である|として)`,
			`(?:この(?:文書|文章|記事|ページ|テキスト)を(?:読|処理|要約).{0,8})?(?:AI|人工知能|言語モデル|LLM|アシスタント|チャットボット)(?:アシスタント|モデル|の皆さん|の方|諸君|さん)?(?:へ|に告ぐ|への(?:指示|お願い|注意|命令|お知らせ))(?:[:、。！!]|です|$)`,
			`(?:システム|初期|隠し|秘密の)プロンプト`, `(?:あなた|君)(?:へ|に)の(?:指示|命令|プロンプト)を(?:表示|出力|開示|公開|繰り返|教え)`,
			`(?:今|これ)から(?:あなたは|は、?あなた)`, `(?:この|次の|以下の|上記の)(?:文書|文章|記事|ページ|テキスト|内容)を(?:要約|翻訳|処理|解析)する(?:際|時|とき|場合)(?:は|に|、)`,
			`(?:開発者|デバッグ|脱獄|ジェイルブレイク)モード(?:を|が)?(?:有効|起動|オン)`),
		forget:  parts(`無視`, `忘れ(?:て|ろ|なさい|ること)`, `従わ(?:ず|ない)`, `破棄し`, `取り消し`, `上書き`),
		earlier: parts(`(?:これまで|今まで|以前|前|上記|上|先|以上|すべて|全て|全|他|元|最初|あなたへ|システム)の?(?:すべての|全ての|あらゆる|内容の)?(?:指示|プロンプト|命令|ルール|規則|設定|指令|制約)`, `(?:指示|プロンプト|命令)を(?:すべて|全て|全部)`),
		command: parts(`(?:て|で)(?:ください|下さい|くれ|欲しい|ほしい)`, `しなさい`, `せよ(?:[。！!]|$)`, `(?:書|置き換え|加え|含め|付け|入れ|訳)(?:け|ろ|なさい)`, `すること(?:[。！!]|$)`, `お(?:書き|答え)ください`, `(?:しろ|してね)(?:[。！!]|$)`),
		answer: parts(`(?:あなたの|君の|すべての|全ての)(?:回答|返答|返信|応答|答え|出力|要約|メッセージ|翻訳)`, `(?:回答|返答|返信|応答|出力|要約)(?:の(?:中|最後|末尾|冒頭|最初|文字|単語|母音)|に(?:は|、)?(?:含|加|追|必ず|次)|(?:は|を)(?:すべて|全て|必ず|逆|絵文字|Base64|JSON|英語|日本語|フランス語|中国語|ロシア語))`,
			`(?:絵文字|Base64|JSON|モールス信号|英語|フランス語|ロシア語|中国語|スペイン語)(?:だけ|のみ)?で(?:回答|返答|返信|応答|出力|答え)`),
		reshape: parts(`置き換え`, `並べ替え`, `並び替え`, `入れ替え`, `逆(?:順|さ)`, `符号化`, `エンコード`, `暗号化`, `削除し`, `取り除`, `翻訳して`),
		form:    parts(`(?:すべて|全て|全部|各|それぞれ)の?(?:文字|母音|単語|スペース|空白|句読点)`, `(?:次|以下|上記)の(?:文|文章|テキスト|内容|記事)を.{0,14}(?:翻訳|訳し|エンコード|符号化|暗号)`),
	}
}

func korean() *lexicon {
	return &lexicon{
		lang: "ko",
		cue:  []string{"지시", "명령", "프롬프트", "ai", "어시스턴트", "모델", "챗봇", "답변", "응답", "회신", "출력", "요약", "글자", "이모지", "번역", "규칙", "인공지능"},
		alone: parts(
			`(?:당신|너|귀하)[은는] ?(?:이제 ?)?.{0,12}(?:AI|인공 ?지능|언어 ?모델|어시스턴트|챗봇|비서)(?:입니다|이다|야|로서|다)`,
			`(?:이 (?:문서|글|기사|페이지)를 (?:읽|처리|요약).{0,6})?(?:AI|인공 ?지능|언어 ?모델|어시스턴트|챗봇)(?: ?(?:어시스턴트|모델|비서|시스템))?(?:에게|께|님|여)[ :,]`,
			`시스템 ?프롬프트`, `(?:당신|너|귀하)의 (?:초기 |시스템 |숨겨진 )?(?:지시|명령|프롬프트)\S* (?:공개|출력|반복|보여|알려)`, `지금부터 ?(?:당신|너|귀하)[은는]`,
			`(?:이|다음|위) ?(?:문서|글|기사|페이지|내용)[을를] ?(?:요약|번역|처리)할 ?때`, `(?:개발자|디버그|탈옥) ?모드\S* ?(?:활성|켜|시작)`),
		forget:  parts(`무시하`, `무시해`, `잊어`, `잊으`, `따르지 ?(?:마|말)`, `폐기하`, `덮어쓰`),
		earlier: parts(`(?:이전|앞|위|기존|모든|지금까지|다른|원래|시스템|당신)(?:의|에서|에)? ?(?:모든 |나온 |받은 |주어진 )?(?:지시|명령|프롬프트|규칙|지침|설정|요청)`),
		command: parts(`(?:세요|십시오|시오|해라|하라|해 ?줘|주세요|할 것|거라)(?:[.!\s]|$)`),
		answer: parts(`(?:당신|너|귀하)의 ?(?:답변|응답|회신|출력|요약|메시지|번역|대답)`, `(?:답변|응답|회신|출력|요약)(?:에|의 (?:끝|시작|모든)|[을를] (?:모두|전부|반드시|거꾸로|영어|이모지|JSON|Base64|프랑스어|러시아어|중국어))`,
			`(?:이모지|Base64|JSON|모스 부호|영어|프랑스어|러시아어|중국어)(?:로만|로|만으로|으로) ?(?:답변|응답|회신|출력|답하|대답)`),
		reshape: parts(`바꾸`, `바꿔`, `뒤섞`, `뒤집`, `인코딩`, `암호화`, `제거하`, `재배열`, `번역하`),
		form:    parts(`(?:모든|각|매) ?(?:글자|모음|자음|단어|공백|띄어쓰기)`, `(?:다음|위|아래)의? ?(?:문장|글|텍스트|내용|기사)[을를] .{0,12}(?:번역|인코딩|암호)`),
	}
}
