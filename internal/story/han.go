package story

import (
	"strings"
	"unicode/utf8"

	"polydigest/internal/lazy"
)

// hanVariants are ideographs that Chinese and Japanese write differently, one group per word: simplified,
// traditional, Japanese. Only what the news writes often is here.
const hanVariants = `国國 会會 东東 车車 时時 长長 门門 马馬 问問 间間 关關関 开開 闻聞 报報 电電 话話 语語 说說説 请請 议議 论論 记記 计計 设設 许許 证證証 评評 识識
识識 诉訴 词詞 译譯訳 读讀読 课課 调調 谈談 谋謀 谢謝 警 护護 让讓譲 认認 训訓 访訪 诺諾 诊診 详詳 误誤 诚誠 贸貿 费費 资資 赛賽 负負 责責 财財
败敗 货貨 质質 购購 贯貫 贪貪 贫貧 贵貴 贷貸 贺賀 贼賊 赔賠 赞贊賛 员員 损損 圆圓円 变變変 对對対 应應応 战戰戦 单單単 弹彈弾 禅禪 严嚴厳 乱亂 争爭 军軍 运運 达達 过過 还還
进進 远遠 违違 连連 选選 递遞逓 边邊辺 适適 迟遲遅 迁遷 辽遼 输輸 轮輪 轻輕軽 载載 转轉転 较較 辆輛 轨軌 铁鐵鉄 钢鋼 银銀 钱錢銭 铜銅 锋鋒 镇鎮 针針 钟鐘 录錄録
难難 离離 难難 云雲 灵靈霊 雾霧 页頁 顶頂 项項 顺順 须須 顾顧 领領 频頻 题題 颜顏顔 额額 风風 飞飛 饭飯 饮飲 馆館 驻駐 验驗験 骗騙 惊驚 鱼魚 鲜鮮 鸟鳥 鸡鷄鶏 齐齊斉 龙龍竜
龄齡齢 岁歲歳 师師 带帶帯 帮幫 广廣広 库庫 庆慶 厂廠 厅廳庁 历歷歴 压壓圧 县縣県 参參 双雙 发發発 号號 叶葉 听聽聴 启啟啓 营營営 单單 丧喪 团團団 围圍囲 图圖図 园園 坏壞壊
坚堅 坛壇 块塊 场場 声聲 处處処 备備 复復 头頭 夺奪 奖獎奨 妇婦 孙孫 学學 宁寧 宝寶宝 实實実 审審 宪憲 宫宮 宽寬寛 宾賓 导導 将將 尔爾 尽盡尽 层層 属屬 岛島 币幣 干幹乾 并並
归歸帰 当當当 彻徹 径徑径 态態 总總総 恶惡悪 悬懸 惩懲 愿願 怀懷懐 戏戲戯 户戶戸 执執 扩擴拡 扬揚 抢搶 拟擬 拥擁 择擇択 挂掛 挥揮 据據拠 掷擲 摄攝摂 撑撐 敌敵 数數数 断斷断 无無 旧舊旧
显顯顕 晓曉暁 术術 机機 杀殺 权權権 条條条 来來来 杨楊 极極 构構 枪槍 标標 树樹 样樣様 检檢検 楼樓楼 横橫横 欧歐欧 步歩 残殘残 毁毀 气氣気 汇匯 汉漢 没沒没 泽澤沢 洁潔 浅淺浅 测測 济濟済
湾灣湾 湿濕湿 满滿満 温溫温 渔漁 滨濱浜 潜潛潜 灾災 点點点 炼煉錬 烟煙 热熱 爱愛 犯 独獨独 狱獄 献獻献 环環 现現 电電 画畫画 疗療 监監 盐鹽塩 盖蓋 盘盤 确確 码碼 矿礦鉱 础礎 票 种種 称稱称
积積 稳穩穏 穷窮 竞競 笔筆 签簽 约約 级級 纪紀 纯純 纳納 纷紛 纸紙 线線 组組 细細 终終 经經経 结結 给給 络絡 绝絕絶 统統 继繼継 绩績 续續続 维維 综綜総 绿綠緑 编編 缘緣縁 缩縮 网網 罗羅 罚罰 职職
联聯連 肃肅粛 胁脅 胜勝 脑腦脳 脱脫脱 脸臉 舆輿 艺藝芸 节節 药藥薬 获獲 蓝藍 虑慮 虚虛虚 虽雖 补補 装裝装 见見 规規 视視 览覽覧 觉覺覚 触觸触 计計 订訂 讨討 讲講 诈詐 询詢 该該 谴譴 贝貝 贡貢 赢贏 跃躍 践踐
辞辭辞 农農 迹跡 遗遺 邮郵 邻鄰隣 郑鄭 酱醬 释釋釈 里裡裏 针針 锁鎖 闭閉 队隊隊 阳陽 阴陰 阶階 际際 陆陸 陈陳 险險険 随隨随 隐隱隠 静靜静 韩韓 预預 驱驅駆 骑騎 骚騷騒 鲁魯 麦麥麦 黄黃黄 侧側 侦偵 侨僑 债債 倾傾 偿償 伤傷 伦倫
传傳伝 伟偉 优優 众眾衆 产產産 亲親 亿億 仅僅 从從従 仓倉 仪儀 价價価 体體体 余餘 佣傭 创創 别別 剂劑剤 刘劉 则則 刚剛 动動 劳勞労 势勢 励勵励 务務 区區区 医醫医 华華 协協 卖賣売 卢盧 卫衛 厕廁 县縣 吓嚇 吗嗎 呜嗚 响響 哑啞
两兩両 个個 为為 义義 乌烏 乐樂楽 习習 书書 买買 亚亞亜 亏虧 业業 丰豐豊 临臨 举舉挙 么麼 龟龜亀 专專専 与與 万萬 丝絲糸 丢丟 严嚴`

func hanForms() map[rune]rune {
	return keptHanForms.Get(func() map[rune]rune {
		forms := map[rune]rune{}
		for group := range strings.FieldsSeq(hanVariants) {
			first, _ := utf8.DecodeRuneInString(group)
			for _, r := range group {
				if forms[r] == 0 {
					forms[r] = first
				}
			}
		}
		return forms
	})
}

var keptHanForms lazy.Value[map[rune]rune]

// unifyHan returns one form for the variants of an ideograph.
func unifyHan(r rune) rune {
	if form := hanForms()[r]; form != 0 {
		return form
	}
	return r
}
